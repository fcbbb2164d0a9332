"""Names of people around a catalogue name: Laura Kiel is no city, Adam Opel no carmaker, President Ford neither.

A given name or a title before a single word, or a surname behind a name that people bear as a given one, makes it a
person. Given names that are rather known as places or companies (Paris, Tesla, Mercedes) are left out of the list.
"""

from __future__ import annotations

import re
from functools import cache

from ..regex import regex

GIVEN_NAMES = frozenset(
    """
    Aaron Abdul Abigail Adam Adrian Adriana Agnes Ahmad Ahmed Aidan Aisha Akira Alain Alan Albert Alejandro
    Alessandro Alex Alexander Alexandra Alexis Alfonso Alfred Ali Alice Alicia Alison Amanda Amber Amelia Amina Amir
    Amy Ana Anders Andrea Andreas Andrej Andrew Andy Angela Angelika Anita Anja Anke Ann Anna Anne Annette Annika
    Anthony Antoine Anton Antonio Anwar Ari Ariane Armin Arne Arnold Arthur Arturo Arun Astrid Audrey August Barack
    Barbara Barry Bart Beate Beatrice Beatriz Ben Benjamin Bernard Bernd Bernhard Bert Beth Betsy Betty Bill Birgit
    Björn Bob Bobby Brad Bradley Brenda Brendan Brian Brigitte Bruce Bruno Bryan Caleb Camille Carina Carl Carla
    Carlos Carmen Carol Carolin Caroline Catherine Cathy Cecilia Charles Charlie Chris Christian Christiane
    Christina Christine Christoph Christopher Chuck Claire Clara Clare Claude Claudia Claus Colin Connor Corinna
    Cornelia Craig Cristina Cynthia Dale Dan Dana Daniel Daniela Danielle Danny Darren Dave David Dawn Dean Deborah
    Debra Denise Dennis Denzel Derek Diana Diane Diego Dieter Dietmar Dirk Dmitri Dolores Dominic Dominique Don
    Donald Donna Doris Dorothea Dorothy Doug Douglas Dustin Dylan Eberhard Ed Eddie Edgar Edmund Eduardo Edward
    Edwin Eileen Elaine Eleanor Elena Elias Elisabeth Elizabeth Elke Ella Ellen Elon Emil Emily Emma Emmanuel Enrico
    Enrique Eric Erica Erich Erik Erika Erin Ernst Esther Ethan Eugene Eva Evan Evelyn Fabian Fatima Felix Ferdinand
    Fernanda Fernando Fiona Florian Frances Francesca Francesco Francis Francisco Franck Frank Franz François Fred
    Frederic Frederick Friedrich Fritz Frédéric Gabriel Gabriela Gary Gavin Geoff Geoffrey Georg George Georges
    Gerald Gerard Gerd Gerhard Gianluca Gina Giorgio Giovanni Giulia Giuseppe Glenn Gloria Gordon Grace Graham Greg
    Gregory Greta Gretchen Guillaume Gunnar Gustav Guy Günter Günther Hannah Hannes Hans Harald Harold Harriet
    Harrison Harry Hassan Heather Hector Heide Heidi Heiko Heiner Heinrich Heinz Helen Helena Helga Helmut Henri Henrik
    Henry Herbert Hermann Hildegard Hiroshi Holger Horst Howard Hubert Hugo Ian Ibrahim Igor Ilona Ines Ingo Ingrid
    Irene Irina Isaac Isabel Isabella Isabelle Ivan Jack Jackie Jacob Jacqueline Jacques Jaime Jake Jakob James
    Jamie Jan Jane Janet Janice Jason Javier Jay Jean Jeff Jeffrey Jen Jennifer Jenny Jens Jeremy Jerome Jerry Jesse
    Jessica Jesus Jill Jim Jimmy Joachim Joan Joanna Joanne Jochen Joe Joel Johan Johann Johanna Johannes John
    Johnny Jon Jonas Jonathan Jordi Jorge Josef Joseph Josephine Josh Joshua José Joyce Juan Juanita Judith Judy
    Julia Julian Juliane Julie Julien Julio Jun Justin Jutta Jörg Jürgen Kai Karen Karim Karin Karl Karsten Kate
    Katharina Katherine Kathleen Kathryn Kathy Katie Katja Katrin Keith Kelly Ken Kenneth Kerry Kerstin Kevin Kim
    Kirsten Klaus Konrad Kristen Kristin Kristina Kumar Kurt Kyle Larry Lars Laura Lauren Laurent Lawrence Lena Leo Leon
    Leonard Leonardo Leonie Leslie Linda Lisa Liz Lorenzo Louis Louise Luca Lucas Lucia Lucy Ludwig Luigi Luis Luisa
    Lukas Luke Lutz Lynn Maarten Madeleine Magdalena Magnus Malcolm Manfred Manuel Manuela Marc Marcel Marco Marcus
    Margaret Margit Maria Marianne Marie Marina Mario Marion Mark Markus Marlene Martha Martin Martina Mary Mathias
    Matt Matteo Matthew Matthias Maureen Maurice Max Maximilian Maya Meg Megan Melanie Melissa Michael Michaela
    Michel Michelle Miguel Mikael Mike Milan Mirko Mitch Mohamed Mohammed Monica Monika Morgan Moritz Muhammad Nadia
    Nadine Naomi Narendra Natalia Natalie Nathan Neil Nicholas Nick Nicola Nicolas Nicole Niels Nikola Nils Nina
    Noah Nora Norbert Olaf Ole Oleg Olga Oliver Olivia Olivier Oscar Oskar Oswald Otto Pablo Pamela Pascal Pat
    Patricia Patrick Paul Paula Pauline Pedro Peggy Penny Per Pete Peter Petra Phil Philip Philipp Philippe Pia
    Pierre Pieter Priya Rachel Rafael Rainer Raj Rajesh Ralf Ralph Ramon Randy Raphael Raul Ray Raymond Rebecca
    Regina Reiner Reinhard Renate René Ricardo Richard Rick Rita Rob Robert Roberta Roberto Robin Rodrigo Roger
    Roland Rolf Roman Ron Ronald Rosa Rosemary Ross Roy Ruben Rudolf Rupert Russell Ruth Ryan Sabine Sabrina Sally
    Sam Samantha Samir Samuel Sandra Sanjay Sara Sarah Sascha Scott Sean Sebastian Sergei Sergio Seth Shane Shannon
    Sharon Shaun Sheila Shinzo Siegfried Sigrid Silke Silvia Simon Simone Sofia Sonja Sophia Sophie Stacey Stacy
    Stan Stefan Stefanie Stella Stephan Stephanie Stephen Steve Steven Stuart Sue Sunita Susan Susanne Suzanne Sven
    Svenja Sylvia Tamara Tanja Tara Tatjana Ted Teresa Terry Thea Theodor Theresa Thierry Thomas Thorsten Tiffany
    Till Tim Timothy Tina Tobias Todd Tom Tommy Toni Tony Torsten Tracy Troy Udo Ulf Ulrich Ulrike Ursula Usain Ute
    Uwe Valentina Valerie Vanessa Vera Veronica Veronika Vicky Viktor Vincent Vladimir Volker Walter Wayne Wendy
    Werner Wilfried Wilhelm Will William Willy Winfried Wolfgang Xavier Yannick Yuri Yusuf Yvonne Zachary Zoe
    Guillermo Ignacio Gonzalo Íñigo Iñigo Ramón Ángel Jesús Andrés Joaquín Óscar Rubén Germán Fermín Agustín Nicolás
    Adrián Álvaro Martín Tomás Simón Raúl Héctor Víctor Iván César Félix Mónica Verónica Inés Lucía María Sofía
    Rocío Begoña Mercè Núria Josep Joan Xavi Ximo Pere Jaume Iñaki Mikel Aitor Unai Gorka Koldo Arantxa Ainhoa
    Juanma Gustavo Rodolfo Mauricio Patricio Sebastián Matías Emilio Florentino Rodrigo Esteban Ernesto Gerardo
    Hernán Benoît Cédric Éric Gérard Gérald Hervé Jérôme Joël Loïc Mickaël Rémi Rémy Régis Sébastien Stéphane
    Stéphanie Thibault Thibaut Valérie Véronique Yves Gilles Denis Didier Fabrice Fabien Franck Ghislain Gaëtan
    Jean-Pierre Jean-Marc Jean-Luc Jean-François Jean-Dominique Jean-Philippe Jean-Paul Jean-Claude Jean-Michel
    Pierre-André Marie-Claire Agnès Anaïs Aurélie Aurélien Élisabeth Ségolène Ludovic Mathieu Matthieu Maxime Romain
    Ronan Serge Sylvain Sylvie Xavière Yann Arnaud Augustin Bastien Bertrand Boris Carole Catherine Chantal
    Christophe Clément Corinne Damien Hans-Dieter Karl-Heinz Hans-Peter Karl-Thomas Jörn Götz Sönke Rüdiger Detlef
    Detlev Ekkehard Gernot Hartmut Helge Ingolf Lothar Reinhold Siegmar Sigmar Winfried Burkhard Gerhard Günter
    Wolfram Olaf Peer Ottmar
    """.split()
)

_TITLES = (
    "President|Presidents|Captain|Senator|Governor|Gov|Judge|Justice|King|Queen|Prince|Princess|Saint|Sir|Lord|Lady"
    "|Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Herr|Frau|Herrn|Monsieur|Madame|Señor|Señora|Mayor|Sheriff|Coach|Pastor|Sergeant"
    "|Lieutenant|Colonel|Congressman|Congresswoman|Sen|Rep"
)
_BEFORE = regex(rf"(?<![\w-])(?:(?P<given>[A-ZÀ-Þ][\w'’-]+)|(?P<title>{_TITLES})\.?) (?:[A-Z]\. )?$")
_TITLE = regex(rf"(?:{_TITLES})")
_SURNAME = regex(
    r" (?:(?:van|von|de|der|den|Van|De|Mc|O')\s?)*(?P<name>[A-ZÀ-Þ][a-zà-þ]+(?:-[A-ZÀ-Þ][a-zà-þ]+)?)(?!\w)"
)


def is_surname(cased: str, start: int, end: int) -> bool:
    """Whether the single word at this span follows somebody's given name or title."""
    if " " in cased[start:end]:
        return False
    before = _BEFORE.search(cased, max(0, start - 30), start)
    if before is None:
        return False
    given = before["given"]
    return given is None or given in GIVEN_NAMES or _TITLE.fullmatch(given) is not None


def is_given_name(cased: str, start: int, end: int) -> bool:
    """Whether a name that people bear too stands before a surname: a capital word that nothing explains better."""
    following = _SURNAME.match(cased, end)
    return cased[start:end] in BOTH and following is not None and following["name"] not in NO_SURNAMES


@cache
def _office() -> re.Pattern[str]:
    """A German profession before a person's name: Kapitänin Laura Kiel, Schauspieler Denzel Washington."""
    return re.compile(r"[A-ZÄÖÜ][a-zäöüß]{3,}(?:in|er|eur|ist|or|ent)")


def is_person(name: str) -> bool:
    """Whether a name of two to four words begins with a given name, a German office before it or not."""
    words = name.split()
    if len(words) >= 3 and _office().fullmatch(words[0]):
        words = words[1:]
    return 2 <= len(words) <= 4 and (words[0] in GIVEN_NAMES or words[0] in BOTH) and all(w.isalpha() for w in words)


BOTH = frozenset(
    "Georgia Victoria Chelsea Florence Virginia Carolina Savannah Austin Houston Dallas Jordan Chad Cuba India Asia "
    "Kenya Sydney Brooklyn Madison Jackson Charlotte Ola Eve Sila Ion Ford Lincoln Mercedes Morgan Israel Paris Dakota "
    "Alexandria Birmingham Phoenix Troy Nancy Regina Orlando Santiago Salvador Adelaide Vienna Devon Chester".split()
)
"""Names of places and companies that people bear as given names."""

NO_SURNAMES = frozenset(
    "Power Tech State Street River Bay Beach City County Island Islands Institute University Department Governor "
    "Secretary Battery Energy Motor Motors Electric Lithium Resources Minerals Mining Pacific Gulf Group Holdings "
    "Congress Senate House Supreme Court Coast Valley Lake Port Airport Plant Factory Works News Times Post Chamber "
    "Commission Council Board Inc Corp Ltd Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February "
    "March April May June July August September October November December Says Plans Gets Wins Lures Approves Makes "
    "Sees Backs Opens Cuts Builds Takes Adds Signs Seeks Joins Sets Will To In On For And At With As".split()
)
"""Words with a capital behind such a name that are no surname."""
