from incidents.analysis.facts import Facts
from incidents.analysis.impact.beyond_sight import beyond_sight
from tests.builders import scope, sealed


def test_people_and_production_are_named_as_not_observed() -> None:
    people, production = beyond_sight(Facts(sealed()))
    assert people.text.startswith("How many customers or other real users were affected is not known")
    assert production.text == "Production was not observed: everything that was read belongs to staging."
    assert {people.kind, production.kind} == {"unknown"}


def test_of_production_itself_only_the_people_are_unknown() -> None:
    (people,) = beyond_sight(Facts(sealed(scope=scope(environment="production"))))
    assert "customers" in people.text


def test_what_comes_before_production_is_not_production() -> None:
    assert len(beyond_sight(Facts(sealed(scope=scope(environment="preprod"))))) == 2
