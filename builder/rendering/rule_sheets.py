"""A rule table on paper: the decision table, the decision tree as a numbered key, the picture of the flow."""

from __future__ import annotations

from builder.language import DEFAULT, catalogue
from builder.model.course import Shared
from builder.model.rule_table import RuleTable
from builder.output import Output, OutputFile
from builder.rendering.print_tree import Tree, rule_table_tree
from builder.rendering.rule_flow import flow_description, flow_picture
from builder.rendering.rule_key import key_tree
from builder.rendering.sheet import reference_sheet
from builder.rendering.typesetting import pdf


def render(table: RuleTable, shared: Shared, language: str = DEFAULT) -> Output:
    """All sheets of a table; their bytes depend on content alone. Raises RuntimeError for what Typst cannot set."""
    day = table.reviewed_on
    sheets = {
        "tabelle": pdf("rule-table", table_sheet(table, shared, language), (), day),
        "entscheidungsbaum": pdf("rule-key", key_sheet(table, shared, language), (), day),
        "ablauf": pdf("rule-flow", flow_sheet(table, shared, language), (), day),
    }
    name = f"regelwerk-{table.id}"
    picture = OutputFile(f"{name}-ablauf.svg", flow_picture(table, shared, language).encode())
    return Output.of([picture, *(OutputFile(f"{name}-{kind}.pdf", data) for kind, data in sheets.items())])


def table_sheet(table: RuleTable, shared: Shared, language: str) -> Tree:
    """The ``doc.json`` of the decision table."""
    kind = catalogue(language).gettext("Decision table")
    return reference_sheet(table, shared, kind, language) | {"table": rule_table_tree(table)}


def key_sheet(table: RuleTable, shared: Shared, language: str) -> Tree:
    """The ``doc.json`` of the decision tree."""
    _ = catalogue(language).gettext
    how = [
        _("Begin at 1 and follow the number behind your answer until a sign stands there: the result."),
        _("The small name is its row in the decision table."),
        _("If you cannot answer a question, do not guess: find out first, or get advice."),
    ]
    return reference_sheet(table, shared, _("Decision tree"), language) | {
        "how": how,
        "careful": table.has_careful_rows,
        "forks": key_tree(table),
    }


def flow_sheet(table: RuleTable, shared: Shared, language: str) -> Tree:
    """The ``doc.json`` of the picture of the flow."""
    _ = catalogue(language).gettext
    return reference_sheet(table, shared, _("Flow"), language) | {
        "careful": table.has_careful_rows,
        "picture": flow_picture(table, shared, language, alone=False),
        "alt": flow_description(key_tree(table), _),
    }
