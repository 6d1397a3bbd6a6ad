"""The rules that run, in the order in which their findings are listed."""

from collections.abc import Callable

from incidents.analysis.facts import Facts
from incidents.analysis.passes import (
    asserts_nothing,
    executed_on_mock,
    fell_back_by_source,
    no_request_on_server,
    skipped_for_outage,
    vacuous_pass,
)
from incidents.analysis.rules import (
    changed_while_read_only,
    ended_instances,
    exceeded_threshold,
    failed_probe,
    failing_route,
    failing_test,
    flaky_test,
    goes_without,
    green_while_failing,
    level_without_failure,
    new_error_pattern,
    new_warning_pattern,
    no_real_pass,
    nothing_collected,
    planned_test_not_run,
    refused_route,
    results_without_evidence,
    revision_never_ready,
    secret_in_log,
    slower_route,
    stale_deployment,
    uncollected_tests,
)
from incidents.model.finding import Finding
from incidents.model.incident import Doubt

RULES: tuple[Callable[[Facts], list[Finding]], ...] = (
    revision_never_ready.find,
    stale_deployment.find,
    ended_instances.find,
    failing_route.find,
    refused_route.find,
    slower_route.find,
    new_error_pattern.find,
    level_without_failure.find,
    new_warning_pattern.find,
    goes_without.find,
    secret_in_log.find,
    failing_test.find,
    uncollected_tests.find,
    flaky_test.find,
    planned_test_not_run.find,
    results_without_evidence.find,
    failed_probe.find,
    exceeded_threshold.find,
    changed_while_read_only.find,
)
DOUBTS: tuple[Callable[[Facts], list[Doubt]], ...] = (
    executed_on_mock.doubts,
    fell_back_by_source.doubts,
    vacuous_pass.doubts,
    no_request_on_server.doubts,
    asserts_nothing.doubts,
    skipped_for_outage.doubts,
    nothing_collected.doubts,
    no_real_pass.doubts,
    green_while_failing.doubts,
)
