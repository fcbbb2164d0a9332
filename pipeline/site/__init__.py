"""The site: Datasette on the database, read-only, with pages of our own in front. The only home of Datasette.

`sql.py` holds what the pages ask; `home`, `entities`, `articles` and `searching` make one page each; `marking`,
`links`, `changes` and `feed` are pure; `plugin` tells Datasette of it all and `server` answers on a port.
"""
