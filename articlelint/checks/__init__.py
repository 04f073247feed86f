"""One file per check, named like the check. A page of rules/ names the check that it uses."""
