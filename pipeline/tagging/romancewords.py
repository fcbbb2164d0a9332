"""French and Spanish words that a model takes for companies: what begins a sentence, names of offices, goods, models.

A name seldom has an article before it (`la Junta`, `du Phosphore`), and an ordinary word is none though its capital is
that of a heading, of the State or of a project. The lists hold stems of words that papers write with a capital now and
then; endings that only words have (-ción, -ment) stand for the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..regex import regex
from .carmodels import is_car_model
from .europeanbodies import is_body
from .europeanroles import NOUNS
from .findings import ModelSpan
from .surnames import SURNAMES
from .words import CORPORATE_WORDS, TRADE_WORDS

_FRENCH = frozenset(
    """
    a abord accord achat acier action actualité administration affaire afin agence agglomération agriculteur
    ailleurs ainsi air alliance alors ambition an analyse ancien année annonce appel après arrêté article assemblée
    association assurance atelier attention aucun aujourd audit aussi autant auto automne automobile autorité
    autoroute autre autrefois autrement avant avantage avec avenir avion avis avocat azote baisse banque baromètre
    bas base bateau bâtiment batterie beaucoup bel besoin bien bilan bon bonus bore borne bref brevet brut budget
    bureau bus but cabinet cadre calendrier camion canal candidat car carbone carburant carte cas cause ce cela
    celle celui cellule cent centaine central centre cependant certain certes ces cet cette ceux chacun chaîne
    chaleur chambre champ chancelier chantier chaque charge charte chef chemin chercheur cher chèque chez chiffre
    chimie chlore choix chose ci cible ciel cinq circulaire citadine citoyen classe classement clé client climat
    code coeur cœur collectif collectivité collège combien comité comme comment commerce commissaire commission
    communauté commune communiqué compagnie comparé complexe compte concernant concession concours conférence
    congrès conseil conséquence constat constitution constructeur consul contexte continent contrairement contrat
    contre contrôle convention copie corps côté cour courant cours court coût crédit crise croissance cuivre culture
    cycle d dame dans date davantage de débat début décarboner décision déclaration décret défense défi degré déjà
    délai délégué demain demande depuis député dernier derrière des dès désormais dessous deux devant développement
    devis diesel dieu différent difficile dimanche directeur direction directive direct discours dispositif distance
    district dix docteur document donc dont dossier double doute droit du durant durée eau échange échec éclairage
    école économie écran effet égalité église élection électricien électricité électrique électron elle elles emploi
    en encore énergie enfant enfin enjeu enquête ensemble ensuite entre entreprise environ environnement époque
    équipe équipement erreur espace essai essence essentiel est étain étape état états été étude euro euros
    événement évidemment exemple exercice expert explication export express face facteur facture faire fait faut
    faute femme fer fête feu feuille fiche filiale filière film fils fin finalement finance fiscal fleuve flotte
    fois fonction fond fondateur fondation fonds force forêt formation forme forum four fournisseur foyer frais
    franc français frontière futur gain gamme garage garantie gare gaz gendarmerie général génération genre gens
    germanium gestion glace globalement gouvernement gouverneur grâce grand graphite gratuit grève gros groupe
    groupement guerre guide habitant haut hélas heure hier hiver homme hommes honneur hôpital hors hôtel hui huit
    hydrogène ici idéal idée il île ils image immobilier impact import impôt incendie indice industrie industriel
    ingénieur initiative innovation inspection institut institution interdit intérêt intérieur international
    internet interview inverse investisseur invité issue jamais janvier février mars avril mai juin juillet août
    septembre octobre novembre décembre je jeu jeudi jeune jeunes jour journal journaliste journée juge jury jusqu
    jusque justice juste justement kit la là laboratoire lac lancement langue laquelle le leader lecteur légende
    lequel les lettre leur leurs lien lieu ligne liste lithium livre livret local location logiciel loi loin lors
    lorsque lui lumière lundi ma machine madame mairie maire mais maison maître major majorité mal malgré
    malheureusement manganèse marché mardi marine marque master matériel matériau matière matin me médecin média
    médiateur meilleur même mémoire mer merci mercredi message messieurs mesure métal métaux météo méthode métier
    mètre métro métropole meuble mi midi mieux milieu mille milliard million mine ministère ministre mis mission
    mobilité mode modèle moi moindre moins mois moment mon monde monsieur moto moteur mot mouvement moyen municipal
    musée nation naturellement nature naval ne néanmoins neuf neutre ni nickel niveau noël noir nom nombre nombreux
    non nord norme nos notamment note notre nous nouveau nouvel nouvelle nucléaire nuit nul numérique numéro
    objectif objet observatoire occasion océan office officier offre oil on onze opération opérateur opinion
    opposition or ordre organisation organisme origine ou où oui outil outre ouvrier oxygène page paiement pair paix
    palais panneau paquet par parallèle parc parce pareil parfois parlement parole part partenaire parti participant
    particulier partie partout pas passage passager passé patient patrimoine patron pause pays péage peine pendant
    pensée perspective personne perte petit pétrole peu peut phase phosphore photo pièce pile pilote place plan
    plate plein plomb plupart plus plusieurs plutôt pneu poids point pôle police politique pollution pompe pont
    population port porte portrait positif possible poste potassium pour pourquoi pourtant pouvoir pratique
    préfecture préfet premier près présence présent président presque presse prêt preuve prévision prime principal
    principe printemps pris prise privé prix probable problème procès procédé processus prochain producteur produit
    professeur professionnel profil profit programme progrès projet proposition prospective protocole province
    prudence public publicité puis puisque puissance quand quant quartier quatre que quel quelle quelque quelques
    question qui quinze quoi quoique raison rapport rare réacteur réalité récemment recette recherche record recours
    recyclage redressement réduction référence réforme régie région registre règle règlement relance rendez
    renouvelable rénovation reportage reprise république réseau résultat retard retour retraite réunion revanche
    revenu revue rien risque rive rivière robot roi rôle rose roue rouge route royaume rue s sa saison salaire
    salarié salle salon samedi sans santé sauf savoir scandale schéma science scientifique se secret secrétaire
    secteur section sécurité sel selon semaine semestre sénat sénateur sept série service ses seul seule seuls si
    sidérurgie siècle siège silence silicium simple site situation six société sodium soit sol solaire soldat solde
    soleil solution son sondage sorte sortie soudain soufre source sous soutien souvent spécialiste sport stade
    start startup station statut stockage stratégie succès sud suite suivi suivre sujet supérieur sur surface
    surtout symbole syndicat synthèse système ta table tableau tandis tant tantôt tard tarif tas taux taxe te
    technique technologie téléphone témoignage temps tendance terme terrain terre territoire test tête texte théâtre
    thème tiers titane titre toi toit ton tonne tôt total toujours tour tourisme tout toute toutefois toutes tous
    trafic train traité trajet tramway transition transport travail travaux traverse trente très tribunal trimestre
    trois trop trou troupe tu tungstène turbine type un une union unité université urgence usage usager usine
    utilitaire va vague vallée valeur vapeur vélo vendredi vente vent vers version vert vice victime vidéo vie vieux
    ville vingt viennent visite vitesse vivre vin voici voie voilà voir voisin voiture voitures vol volonté volume
    vos vote votre vous voyage voyageur vrai vraiment vue week xénon zinc zirconium zone
    """.split()
)
_SPANISH = frozenset(
    """
    a abajo abierto abogado abril acaso acceso acción accionista acero acerca acta acto actual actualmente acuerdo
    además adelante ademas adiós administrador afirma agencia agenda agosto agua ahí ahora ahorro aire ajuste al
    alcalde alcaldía alerta algo alguien algún alguna algunos allá allí alta alto altos alumno ambas ambiente ambos
    amigo amigos ampliar ampere análisis anoche ante anterior antes antiguo anual anuncio año años aparte apenas
    apoyo aprende aquel aquella aquellos aquí archivo área arriba arte artículo asamblea aseguradora así asimismo
    asociado asunto atrás aún aunque aumento auto autobús automóvil autonomía autopista autor autoridad avance
    avenida avión ayer ayuda ayuntamiento azul bajo balance banco barco barrio base básico bastante batería bien
    bienvenido billete bloque boca bolsa bolsas bomba bono bonos brecha breve buen buena bueno buque busca buscar
    cabe cabeza cabildo cable cada cadena caída caja calidad calle calor cámara cambio camino camión campaña campeón
    campo canal candidato capital carbón carga cargador cargo carretera carta casa casi caso casos castillo catálogo
    causa celda central centro cerca cero cerrado chasis chico cielo cien ciencia científico ciento cierto cifra
    cinco circuito ciudad ciudadano claro clase clave cliente clima coche coches código cobalto cobre colegio color
    combustible comercio comisario comité como cómo compañía compañero competencia completo compra comunicado con
    concejal concello concejo concepto conclusión concurso conferencia congreso conjunto consejería consejero
    consejo consorcio constructor consulta consumidor consumo contacto contra contrato control convenio corte cosa
    cosas costa coste costo creo crisis crédito cuadro cual cuál cualquier cuando cuándo cuanto cuánto cuarto cuatro
    cuenta cuerpo cuestión cultura cuota cumbre curso dado datos de debate debido década decreto defensa definitiva
    dejar del delegado demanda demás denominado dentro departamento deporte derecho desde desafío descubre descuento
    después destino detalle detrás deuda día días dicho diez diferente difícil digital dinero diputado diputación
    directiva directivo director directorio dirigente diseño distrito diversos diésel doble doce documento dólar
    dólares domingo don donde dónde dos doscientos dudo duda durante economía edificio efecto eficiencia ejecutivo
    ejemplo ejercicio ejército él ella ellas ellos el eléctrica eléctrico eléctricos elección elecciones embajada
    embargo empleado empleo empresa empresario empresas en encima encuentro encuesta energía energías enero enfrente
    enlace ensayo entidad entonces entorno entrada entre entrega entrevista época equipo era error es esa escuela
    ese eso esos espacio especial especialista espera esquema esta está estado estamos estas este esto estos
    estación estamento estaño estatuto estrategia estrella estudio etapa etcétera euro euros evento evidentemente ex
    examen excepto éxito experto exportación exposición expreso exterior fábrica fabricante factor factura fácil
    falta familia fase favor febrero fecha feria ferrocarril fibra ficha fin final finalmente firma fiscal fiscalía
    física flota fondo fondos forma foro foto frente frontera fruto fuego fuente fuera fuerza fuerzas función
    fundación funcionario furgoneta futuro gama garantía gas gasolina gasto gastos gato general generalitat gente
    gerente gestor gigafactoría global gobernador gobierno gracias grado gráfico gran grande grandes gratis grupo
    guardia guerra guía haber hace hacer hacia hacienda harían hasta hay hecho hermano hidrógeno hierro hijo
    historia hogar hogares hoja hombre hora horas hospital hotel hoy huelga humano ibérica idea ideal igual
    igualmente imagen impacto importador impuesto impuestos incendio incentivo incluso índice industria industrial
    inflación informe infraestructura ingeniería ingeniero ingreso ingresos iniciativa inicio innovación instalador
    institución instituto interior internacional internet inversor inversores investigador invierno ir isla islas
    izquierda jamás jardín jefe jornada joven jóvenes jueves juez juicio julio junio junta juntas junto jurado
    justicia la laboratorio lado lago lanza lanzamiento largo las lector ley leyes libra libre libro licencia líder
    límite línea líneas litio llave llega lo local lógico logística los lucha luego lugar lunes luz macro madera
    madre maestro magistrado mal manera manganeso mano mantenimiento mañana mapa máquina mar marca marcha marco
    margen marítimo martes marzo más masa máster materia material mayo mayor mayores mayoría media mediante médico
    medida medidas medio medios mejor mejora mejores memoria menos menor mensaje mercado mes mesa meses metal metro
    mi miembro mientras miércoles mil miles militar millón millones mina minería ministerio ministra ministro minuto
    misión mismo mitad modelo moderno modo momento moneda monopolio montaje moto motor motores móvil mucha mucho
    muchas muchos muerte mujer multa mundial mundo municipio museo música muy nación nacional nada nadie natural
    naturaleza navidad negocio negocios neumático ni ninguna ninguno níquel no noche nombre norma norte nos nosotros
    nota noticia noticias noviembre nuestra nuestro nuestros nueva nuevas nuevo nuevos número nunca o obispo
    objetivo obra obras observatorio octubre oferta oficina oficial ojo ojalá once opción operador operativo opinión
    opinion orden organismo organización origen oro otoño otra otras otro otros pacto padre página pago país países
    palabra palacio panel papel paquete par para parece parlamento parque parte partido pasado paso patente patrón
    paz peligro pequeño pero persona personal personas perspectiva pese peso petróleo pie pieza pila piloto plan
    planes planta plantas plata plataforma plaza plazo plomo población poco pocos poder policía política por porque
    portal portavoz posible potencia práctica precio precios precisamente pregunta prensa presidencia presidente
    préstamo presupuesto presupuestos primavera primer primera primero principal principio privado probablemente
    problema procedimiento proceso producto productor profesional profesor programa programas progreso prohibido
    promedio pronto propio propuesta protocolo proveedor provincia próximo proyecto proyectos prueba publicidad
    público pueblo puede puente puerta puerto pues puesto punto que qué quien quién quienes quince quizá quizás
    rápido rara rato razón real realidad realmente rebaja recarga reciclaje récord recurso recursos red redes
    reducción referencia reforma régimen región reglamento reina reino relación relevo remoto renovable renovables
    renta reparto reserva respecto respuesta resto resultado resultados reto retos reunión revista revisión rey
    riesgo río robot rojo ronda rueda ruido ruta sábado saber sala salario salida salón salud salvo san santo
    sección secretaría secretario secreto sector seguimiento según segunda segundo seguridad seguro seguros seis
    semana semestre senado senador sentencia señor señora septiembre ser serie servicio servicios si sí siempre
    siete siglo siguiente silencio simplemente sin sindicato sino síntesis siquiera sistema sistemas sitio situación
    smartphone sobre sobretodo socialista socio socios sol solar sólo solo solución son sostenible su subasta
    subdirector suelo sueldo sueño suma sumario suministro superior supermercado sur sus suscripción tabla tal tales
    taller también tampoco tan tanto tantos tapa tarde tarifa tarifas tarjeta tasa teatro técnica técnico tecnología
    teléfono televisión tema temas temporada tendencia tercer tercera tercero terreno territorio tesoro texto tiempo
    tienda tiendas tierra tierras tipo tipos titular título todavía toda todas todo todos toma tonelada tope torre
    total trabajador trabajadores trabajo tráfico tramo tranvía transición transporte tras tratado través tren
    trenes tres tribunal trimestre triple tú tubo turismo turno un una unas unidad unión universidad universo uno
    unos urbano urgente uso usted usuario usuarios útil va valle valor vamos vanadio vapor varios vaya vecino
    vehículo vehículos velocidad venta ventas ventaja ver verano verdad verde versión vez vía viaje vicepresidente
    vida vidrio viejo viento viernes visita vista vivienda viviendas volumen voto voz vuelo vuelta ya yo zona zonas
    """.split()
)
DETERMINERS = {
    "fr": frozenset(
        "le la les un une des du de-la l' au aux ce cet cette ces mon ma mes ton son sa ses notre nos votre vos leur "
        "leurs chaque quel quelle quels quelles plusieurs quelques deux trois quatre cinq six dix autre autres certain "
        "certains certaine certaines premier première premiers premières nouveau nouvel nouvelle nouvelles nouveaux "
        "ancien ancienne petite petit petits petites".split()
    ),
    "es": frozenset(
        "el la los las un una unos unas del al este esta estos estas ese esa esos esas aquel aquella su sus mi mis "
        "nuestro nuestra nuestros nuestras cada qué cuyo cuya cuyos cuyas dos tres cuatro cinco seis diez otro otra "
        "otros otras algún alguna algunos algunas ningún ninguna primer primera nuevo nueva nuevos nuevas gran antiguo "
        "antigua pequeño pequeña ambos ambas".split()
    ),
}
_ENDINGS = {
    "fr": regex(
        r".{2,}(?:[tsx]ions?|ments?|ités?|ismes?|istes?|ateurs?|trices?|ages?|ibles?|ables?|aient|euses?|ifs?|ives?"
        r"|ellement|ièmes?|ures?)"
    ),
    "es": regex(
        r".{2,}(?:ci[óo]n|ciones|si[óo]n|siones|dad|dades|mientos?|mente|ismos?|istas?|adore?s?|adoras?|encias?|ancias?"
        r"|ando|iendo|ados?|adas?|idos?|idas?|bles?|ajes?|ieron|aron|[íi]sticas?|ol[óo]gic[oa]s?|ería|erías|tivos?|tivas?)"
    ),
}
_BEFORE = regex(r"(?P<word>[^\W\d_]+['’]?)[ \u00a0]?[«\"“'‘]?[ \u00a0]?$")
_NAMED_THING = {
    "fr": regex(
        r"(?<!\w)(?:projet|programme|plan|indice|loi|opération|label|modèle|modèles|berline|citadine|SUV|gamme|salon|norme"
        r"|dispositif|quartier|place|rue|avenue|boulevard|stade|concept|prototype|directive|parti|technologie|logiciel"
        r"|application|dit|dite|professeur|ministre|docteur|président|avenue|[Mm]\.|[Mm]me|MM\.) [«\"“]?\s?$"
    ),
    "es": regex(
        r"(?<!\w)(?:proyecto|programa|plan|[Pp]lan|índice|ley|[Ll]ey|operación|modelo|modelos|berlina|SUV|gama|salón|feria|norma"
        r"|barrio|plaza|calle|avenida|estadio|concepto|prototipo|directiva|partido|tecnología|aplicación|llamad[oa]|función"
        r"|[Dd]enominad[oa]|profesor|ministr[oa]|doctor|presidente|don|señor|[Aa]ndroid [\d.]+|Windows) [«\"“'‘]?$"
    ),
}
_LEAD = {
    "fr": regex(
        r"(?:Chez|Selon|Pour|Avec|Comme|Mais|Et|Ainsi|Quant à|Depuis|Après|Avant|Par|Sur|Dans|En|Chaque|Aussi|Si|Contre"
        r"|Entre|Malgré|Outre|Sans|Que|Car|Or|Enfin|Aujourd['’]hui|Pourtant|Cependant|Désormais|Face à|Grâce à) "
    ),
    "es": regex(
        r"(?:Según|Para|Con|Como|Pero|Y|Así|Desde|Tras|Por|Sobre|En|Cada|También|Si|Contra|Entre|Sin|Que|Aunque|Además|Hoy"
        r"|Ahora|De|A|Ante|Mientras|Cuando|Donde|Denominado|Actualmente|Finalmente) "
    ),
}
_ACRONYM = regex(r"(?P<word>[a-zà-ÿ]{3,}s?) \($")


def plain_names(text: str, language: str, spans: Sequence[ModelSpan]) -> list[ModelSpan]:
    """The model's spans without companies that are French or Spanish words, car models, projects, short forms."""
    trimmed = [_without_lead(text, language, span) if span.label == "COMPANY" else span for span in spans]
    return [span for span in trimmed if span.label != "COMPANY" or not _is_none(text, language, span)]


def _without_lead(text: str, language: str, span: ModelSpan) -> ModelSpan:
    """`Chez Orange`, `Según Talgo`: without the small word whose capital is that of the sentence."""
    lead = _LEAD[language].match(text, span.start, span.end)
    return span._replace(start=lead.end()) if lead is not None and lead.end() < span.end else span


def _is_none(text: str, language: str, span: ModelSpan) -> bool:
    name = text[span.start : span.end].strip(" \n«»\"“”'‘’.,;:")
    words = name.split()
    if (
        not words
        or is_car_model(name)
        or is_body(name)
        or name in SURNAMES
        or _is_second_half(text, span.start)
        or _NAMED_THING[language].search(text, max(0, span.start - 24), span.start)
    ):
        return True
    if all(is_word(word, language) for word in words):
        return True
    before = _BEFORE.search(text, max(0, span.start - 24), span.start)
    if before is not None and before["word"].lower() in DETERMINERS[language] and _is_bare(words):
        return True
    if name.isupper() and len(words) == 1 and text[span.end : span.end + 1] in (")", " ", ","):
        explained = _ACRONYM.search(text, max(0, span.start - 30), span.start)
        return explained is not None and not is_role_noun(explained["word"], language)
    return False


def _is_second_half(text: str, start: int) -> bool:
    """Whether a hyphen ties what begins here to another name, a surname mostly: Pannier-Runacher."""
    return text[max(0, start - 1) : start] == "-" and text[max(0, start - 2) : start - 1].isalpha()


def _is_bare(words: Sequence[str]) -> bool:
    """Whether nothing in a name speaks of a company: no legal form, no word of the trade, no capitals throughout."""
    if len(words) == 1:
        return words[0][1:].islower()
    return not any(word in TRADE_WORDS or word.lower().strip(".,") in CORPORATE_WORDS for word in words[1:])


def is_word(word: str, language: str) -> bool:
    """Whether a word is an ordinary one of the language, whatever its capital, or ends as only words do."""
    lowered = word.lower().strip("«»\"“”'‘’.,;:()")
    if lowered.startswith(("l'", "l’", "d'", "d’")):
        lowered = lowered[2:]
    return any(_is_listed(part, language) for part in (lowered, *_singulars(lowered))) or (
        not word.isupper() and _ENDINGS[language].fullmatch(lowered) is not None
    )


def _is_listed(lowered: str, language: str) -> bool:
    return lowered in (_FRENCH if language == "fr" else _SPANISH)


def _singulars(lowered: str) -> list[str]:
    ends = ("s", "x", "e", "es", "elle", "ne")
    found = [lowered[: -len(end)] for end in ends if lowered.endswith(end) and len(lowered) > len(end) + 2]
    found += [lowered[:-2] + "l"] if lowered.endswith("aux") else []  # journaux
    return [*found, lowered[:-1] + "o"] if lowered.endswith("a") and len(lowered) > 3 else found


def is_role_noun(word: str, language: str) -> bool:
    return word.lower() in NOUNS[language]
