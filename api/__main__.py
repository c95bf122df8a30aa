"""`python -m iurc.api` is the command `iurc`."""

from iurc.api.cli import main

main()
