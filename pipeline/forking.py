"""Imported first of all by the server process that forks the workers, and by nothing else: it ends with the program.

The server would also notice by itself that the program is gone, but takes its time: it has spaCy to tidy up, on a busy
machine for seconds. The kernel ends it at once (Linux).
"""

from .mortal import end_with_parent

end_with_parent()
