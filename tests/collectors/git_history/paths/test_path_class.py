import pytest

from collectors.git_history.paths.path_class import path_class
from incidents.model.evidence import PathClass

PATHS: dict[PathClass, str] = {
    "production": """
        parcel_api/labels/printer.py  cmd/server/main.go  src/main/java/shop/common/Money.java  web/src/App.tsx
        lib/parcel.rb  app/docs/routes.py  parcel_api/data/rates.json  app/fixtures/initial.json  locales/it/menu.yml
        prompts/system.md  public/robots.txt  db/migrations/001_init.sql  entrypoint.sh  -n  src/contest.py
        app/specs/parcel.py  latest.go  app/config/settings.py  src/attestation.ts
    """,
    "test": """
        tests/unit/test_printer.py  tests/utils/test_weights.py  tests/test_utils.py  testing/test_config.py
        pkg/label/label_test.go  src/test/java/shop/common/MoneyTest.java  web/src/App.test.tsx  spec/parcel_spec.rb
        web/src/__tests__/Button.tsx  cypress/e2e/login.cy.ts  test/login.js  tests/integration.rs  t/basic.t
        features/checkout.feature  test_framework/tests/test_client.py  Shop.Tests/MoneyTests.cs  parcel_test.py
    """,
    "test-support": """
        tests/conftest.py  conftest.py  tests/__init__.py  test_framework/client.py  test_framework/test_context.py
        testing/harness.go  internal/testutil/db.go  pkg/label/testdata/a.json  tests/fixtures/parcels.yaml
        tests/requirements.txt  app/mocks/printer.py  app/test_utils.py  cypress/support/commands.js  test/helper.js
        src/test/java/shop/Money.java  src/test/resources/application.yml  spec/spec_helper.rb  pytest.ini  tox.ini
        jest.config.js  tests/e2e/pages/login.py  benchmarks/load.py  base_test_case.py  src/testFixtures/java/F.java
    """,
    "docs": """
        README.md  docs/conf.py  docs/requirements.txt  services/a/docs/flow.png  CHANGELOG  LICENSE  guide.rst
        .github/CODEOWNERS  .github/pull_request_template.md  .github/ISSUE_TEMPLATE/bug.yml  examples/client.py
        tests/README.md  mkdocs.yml
    """,
    "config": """
        config/prod.json  .env.staging  k8s/service.yaml  terraform/main.tf  src/main/resources/application.yml
        alembic.ini  openapi.yaml  spec/openapi.yaml  appsettings.json  nginx.conf
    """,
    "dependencies": """
        requirements.txt  requirements-dev.txt  requirements/base.txt  services/a/pyproject.toml  uv.lock  Pipfile.lock
        web/package.json  package-lock.json  pnpm-lock.yaml  go.mod  go.sum  pom.xml  build.gradle.kts  Gemfile.lock
        Cargo.toml  composer.json  Shop.csproj  mix.exs  setup.cfg  .gitmodules  constraints.txt
    """,
    "build": """
        Dockerfile  services/a/Dockerfile.prod  .dockerignore  .gcloudignore  cloudbuild.yaml  cloudbuild-staging.yml
        docker-compose.override.yml  Makefile  CMakeLists.txt  Procfile  skaffold.yaml  scripts/deploy_staging.sh
        web/vite.config.ts  tsconfig.json  BUILD.bazel
    """,
    "ci": """
        .github/workflows/test.yml  .github/dependabot.yml  .gitlab-ci.yml  Jenkinsfile  .circleci/config.yml
        azure-pipelines.yml  .pre-commit-config.yaml  .gitignore  codecov.yml  .eslintrc.json
    """,
}
CASES = [(path, kind) for kind, paths in PATHS.items() for path in paths.split()]


@pytest.mark.parametrize(("path", "kind"), CASES)
def test_the_class_follows_from_the_path(path: str, kind: PathClass) -> None:
    assert path_class(path) == kind


@pytest.mark.parametrize("path", ["", "/", "..", "tests/", "a\nb.txt", "\ufffd.py", "a/" * 2000 + "b"])
def test_a_path_of_any_shape_has_a_class(path: str) -> None:
    assert path_class(path) in PATHS
