"""Surnames of managers and politicians that papers name without the given name and models take for companies."""

from __future__ import annotations

SURNAMES = frozenset(
    """
    Diess Winterkorn Piëch Zetsche Källenius Blume Pötsch Krüger Zipse Reithofer Ghosn Senard Meo Bolloré Tavares
    Elkann Marchionne Filosa Musk Bezos Zuckerberg Barra Farley Fields Mulally Iacocca Toyoda Saikawa Uchida
    Samuelsson Rowan Carlsson Dudenhöffer Bratzel Osterloh Cavallo Duesmann Rabe Wissmann Mattes Neumann Lohscheller
    Tostmann Kaeser Ederer Löscher Birnbaum Teyssen Terium Krebber Großmann Mastiaux Höttges
    Spohr Ricke Sewing Cryan Jain Ackermann Knof Zielke Bäte Diekmann Merkel Scholz Habeck Lindner Merz Baerbock
    Altmaier Scheuer Dobrindt Wissing Hendricks Schulze Söder Seehofer Kretschmann Laschet Wüst Woidke Steinbach
    Gabriel Schröder Steinmeier Schäuble Lemke Klingbeil Reiche Spahn Schwesig Lies Trump Biden Obama Putin
    Selenskyj Erdogan Orbán Xi Macron Sarkozy Hollande Chirac Jospin Fillon Castex Borne Attal Barnier Bayrou
    Lecornu Montebourg Darmanin Maire Hulot Ségolène Pécresse Wauquiez Bertrand Mélenchon Pouyanné Faury Enders
    Forgeard Gallois Streiff Folz Varin Schweitzer Breton Lagarde Draghi Dimon Mestrallet Kocher Rachline Bompard
    Proglio Lévy Rémont Pepy Guillaumat Sánchez Rajoy Zapatero Aznar Feijóo Casado Ribera Maroto Calviño Solbes
    Sebastián Nadal Puig Mazón Urkullu Ibarretxe Aragonès Puigdemont Torra Illa Ayuso Aguirre Almeida Carmena Galán
    Pizarro Entrecanales Florentino Brufau Imaz Botín Botin Fainé Pallete Alierta Bogas Reynés Borrell
    Griffiths Boric Piñera Bachelet Milei Macri Kirchner Sheinbaum Obrador Lula Bolsonaro Rousseff Maduro Chávez
    Arce Noboa Boluarte Humala Ebrard
    """.split()
)
"""Names that companies bear as well are left out."""
