"""What the tests of each declared category show, and which declared values hang on what they test."""

from collections.abc import Iterator

from incidents.analysis.components import category_of, component_of
from incidents.analysis.facts import Facts
from incidents.analysis.judged import case_history
from incidents.analysis.judged.authenticity import judgements, pass_rate
from incidents.model.claim import Claim, Value
from incidents.model.policy import Component


def categories(facts: Facts) -> Iterator[Claim]:
    """One sentence for each category of which a newest run lists a test, in the order of the categories."""
    newest = {result.case.id: result for result in case_history.newest(facts)}
    judged = [each for run in judgements(facts).values() for each in run if each.case.id in newest]
    for category in facts.sealed.policy.categories:
        own = [each for each in judged if category_of(facts.sealed.policy, each.case.test) == category.name]
        if not own:
            continue
        rate = pass_rate(own)
        components = [component_of(facts.sealed.policy, [each.case.test]) for each in own]
        valued = {each.name: each for each in components if each is not None and each.value is not None}
        runs = {newest[each.case.id].run.id for each in own}
        inside = sum(each.standing == "executed-in-process" for each in own)
        values = [
            Value(name="category", form="name", value=category.name),
            Value(name="listed", form="number", value=len(own)),
        ]
        if inside and not rate.total:
            template = "Category {category}: no real execution, of {listed} listed cases"
        else:
            template = "Category {category}: {passed} of {real} real executions passed, of {listed} listed cases"
            values.append(Value(name="passed", form="number", value=rate.n))
            values.append(Value(name="real", form="number", value=rate.total or 0))
        if inside:
            template += ", {inside} of which ran within their own process"
            values.append(Value(name="inside", form="number", value=inside))
        if valued:
            template += "; they check {components}"
            values.append(
                Value(name="components", form="text", value=", ".join(_worth(valued[key]) for key in sorted(valued)))
            )
        cites = {*runs, *(each.declared for each in valued.values())}
        yield Claim(
            id=f"claim-category-{category.name}",
            kind="derived",
            template=f"{template}.",
            values=tuple(values),
            cites=tuple(sorted(cites)),
        )


def _worth(component: Component) -> str:
    assert component.value
    return f"{component.name} (declared worth: {component.value.text})"
