"""Which of the names that were seen are meant."""

from incidents.config.sight.choice import Choice, Sighting, choose_place, choose_services
from incidents.config.sight.deployments import Deployment

STAGING = Deployment(where="ci.yml:1", service="api-staging", region="europe-west1", project="parcel-stg")
PRODUCTION = Deployment(where="ci.yml:9", service="api", region="europe-west4", project="parcel-prod")


def test_services_of_the_evidence_come_before_those_of_scripts() -> None:
    named = (("service", "auth", "logs/a.json"), ("service", "auth", "logs/b.json"), ("region", "r", "logs/a.json"))
    assert choose_services(named, (STAGING,)) == Choice(
        meant=(Sighting("auth", "logs/a.json"),), besides=(Sighting("api-staging", "ci.yml:1"),)
    )


def test_without_evidence_services_of_staging_come_before_the_others() -> None:
    assert choose_services((), (PRODUCTION, STAGING, Deployment(where="x", variable=True))) == Choice(
        meant=(Sighting("api-staging", "ci.yml:1"),), besides=(Sighting("api", "ci.yml:9"),)
    )


def test_where_nothing_is_called_staging_all_are_meant() -> None:
    other = Deployment(where="ci.yml:3", service="auth")
    assert choose_services((), (PRODUCTION, other, PRODUCTION)) == Choice(
        meant=(Sighting("api", "ci.yml:9"), Sighting("auth", "ci.yml:3")), besides=()
    )


def test_a_word_that_only_holds_staging_is_not_staging() -> None:
    stager = Deployment(where="ci.yml:1", service="backstage")
    assert choose_services((), (stager, PRODUCTION)).besides == ()


def test_the_place_is_that_of_the_services_that_are_meant() -> None:
    services = (Sighting("api-staging", "ci.yml:1"),)
    deployed = (PRODUCTION, STAGING)
    assert choose_place("region", (), deployed, services).meant == (Sighting("europe-west1", "ci.yml:1"),)
    assert choose_place("project", (), deployed, services).meant == (Sighting("parcel-stg", "ci.yml:1"),)


def test_the_place_in_the_evidence_comes_first() -> None:
    named = (("project", "parcel-real", "logs/a.json"),)
    assert choose_place("project", named, (STAGING,), ()).meant == (Sighting("parcel-real", "logs/a.json"),)


def test_a_place_that_no_meant_service_names_is_looked_for_in_staging_and_then_anywhere() -> None:
    setting = Deployment(where="setup.sh:1", project="parcel-dev")
    alone = (Sighting("api", "x"),)
    assert choose_place("project", (), (setting, STAGING), alone).meant == (Sighting("parcel-stg", "ci.yml:1"),)
    assert choose_place("project", (), (setting,), alone).meant == (Sighting("parcel-dev", "setup.sh:1"),)


def test_two_places_are_for_a_person_to_decide() -> None:
    services = (Sighting("api", "x"), Sighting("api-staging", "x"))
    assert choose_place("project", (), (PRODUCTION, STAGING), services) == Choice(
        meant=(), besides=(Sighting("parcel-prod", "ci.yml:9"), Sighting("parcel-stg", "ci.yml:1"))
    )


def test_no_place_is_no_choice() -> None:
    assert choose_place("region", (), (), ()) == Choice((), ())


def test_a_name_that_google_cloud_would_not_take_is_no_evidence() -> None:
    named = (("service", 'a"\n[x]', "logs/a.json"), ("project", "Ünicode", "logs/a.json"))
    assert choose_services(named, ()) == Choice((), ())
    assert choose_place("project", named, (), ()) == Choice((), ())
