"""Every rule is proved by its own page."""

import pytest

from articlelint.engine.rule import Rule
from articlelint.testing import prove, rules_in


@pytest.mark.parametrize("rule", rules_in(), ids=lambda rule: rule.name)
def test_a_rule_page_proves_its_rule(rule: Rule) -> None:
    prove(rule)
