"""What kind of file a path names, told by conventions of many languages and of no one project."""

import re
from fnmatch import translate
from functools import cache
from pathlib import PurePosixPath

from collectors.git_history.paths.paths_of_tests import CODE, PROSE, testing_class
from incidents.model.evidence import PathClass

_CI = """
*.gitlab-ci.yml .travis.yml azure-pipelines*.y*ml bitbucket-pipelines.yml .drone.yml jenkinsfile* appveyor.yml
.appveyor.yml .cirrus.yml .woodpecker.y*ml codecov.y*ml .codecov.y*ml .coveragerc .pre-commit-config.yaml
dependabot.y*ml renovate.json* .renovaterc* .editorconfig .gitattributes .gitignore .git-blame-ignore-revs .flake8
.pylintrc ruff.toml .ruff.toml mypy.ini .mypy.ini .eslintrc* eslint.config.* .eslintignore .prettierrc*
.prettierignore .golangci.y*ml .rubocop.yml sonar-project.properties .yamllint* .markdownlint*
"""
_CI_FOLDERS = frozenset({".circleci", ".buildkite", ".teamcity", ".woodpecker", ".azure-pipelines", ".gitlab"})

_DEPENDENCIES = """
*requirements*.txt *requirements*.in constraints*.txt pyproject.toml setup.py setup.cfg pipfile pipfile.lock
poetry.lock uv.lock pdm.lock pylock*.toml environment.y*ml conda*.y*ml package.json package-lock.json
npm-shrinkwrap.json yarn.lock pnpm-lock.yaml pnpm-workspace.yaml bun.lock* deno.lock go.mod go.sum go.work go.work.sum
pom.xml build.gradle* gradle.lockfile libs.versions.toml ivy.xml build.sbt project.clj deps.edn gemfile* *.gemspec
cargo.toml cargo.lock composer.json composer.lock *.csproj *.fsproj *.vbproj packages.config packages.lock.json
directory.packages.props paket.* mix.exs mix.lock rebar.config rebar.lock pubspec.yaml pubspec.lock package.swift
package.resolved podfile* stack.yaml* *.cabal cpanfile* renv.lock vcpkg.json conanfile.* .gitmodules
"""
_BUILD = """
dockerfile* *.dockerfile containerfile* .dockerignore .gcloudignore docker-compose*.y*ml compose*.y*ml docker-bake.*
cloudbuild*.y*ml cloudbuild*.json clouddeploy*.y*ml skaffold*.y*ml makefile* gnumakefile *.mk cmakelists.txt *.cmake
meson.build justfile taskfile.y*ml earthfile tiltfile procfile project.toml nixpacks.toml heroku.yml *.nix flake.lock
build build.bazel workspace workspace.bazel module.bazel *.bzl settings.gradle* gradlew* gradle-wrapper.* mvnw*
webpack.* vite.config.* rollup.config.* esbuild.* next.config.* nuxt.config.* babel.config.* .babelrc* tsconfig*.json
turbo.json nx.json lerna.json build*.sh deploy*.sh release*.sh publish*.sh manifest.in .npmrc .nvmrc .python-version
.tool-versions runtime.txt
"""
_PROSE_NAMES = """
readme* license* licence* copying* notice* changelog* changes* history.* authors* contributors* contributing*
maintainers* security.* code_of_conduct* codeowners todo* mkdocs.y*ml .readthedocs.y*ml
"""
_PROSE_FOLDERS = frozenset({"docs", "doc", "documentation", "examples", "issue_template"})
# Prose and settings that a program reads as its content: prompts, pages, messages.
_CONTENT_FOLDERS = frozenset({"prompts", "prompt", "templates", "content", "data", "locales", "i18n"})
_SERVED_FOLDERS = frozenset({"static", "assets", "resources", "public"})

_SETTINGS = re.compile("ya?ml|toml|ini|cfg|conf|properties|env|tf|tfvars|hcl")
_SETTINGS_IN_DATA = re.compile("json5?|xml")
_CONFIG_FOLDERS = frozenset({"config", "configs", "conf", "settings", "deploy", "deployment", "k8s", "helm", "env"})


def path_class(path: str) -> PathClass:
    """The class of `path`; what no convention claims is production code or data.

    The innermost folder that says something decides, and a file's own name goes before its folders.
    """
    parts = PurePosixPath(path).parts or (path,)
    name, folders = parts[-1], tuple(part.lower() for part in parts[:-1])
    low = name.lower()
    suffix = low.rpartition(".")[2] if "." in low else ""
    if _is_ci(low, folders, suffix):
        return "ci"
    return testing_class(name, suffix, folders) or _untested(low, folders, suffix)


def _untested(low: str, folders: tuple[str, ...], suffix: str) -> PathClass:
    if folders[:1] and folders[0] in _PROSE_FOLDERS:
        return "docs"
    if _any(_DEPENDENCIES, low) or ("requirements" in folders and suffix in {"txt", "in"}):
        return "dependencies"
    if _any(_BUILD, low):
        return "build"
    if _is_prose(low, folders, suffix):
        return "docs"
    return "config" if _is_config(low, folders, suffix) else "production"


def _is_ci(low: str, folders: tuple[str, ...], suffix: str) -> bool:
    if PROSE.fullmatch(suffix) or low == "codeowners":
        return False
    in_github = folders[:1] == (".github",) and folders[1:2] != ("issue_template",)
    return in_github or not _CI_FOLDERS.isdisjoint(folders) or _any(_CI, low)


def _is_prose(low: str, folders: tuple[str, ...], suffix: str) -> bool:
    if CODE.fullmatch(suffix):
        return False
    if not _PROSE_FOLDERS.isdisjoint(folders) or _any(_PROSE_NAMES, low):
        return True
    return PROSE.fullmatch(suffix) is not None and (_CONTENT_FOLDERS | _SERVED_FOLDERS).isdisjoint(folders)


def _is_config(low: str, folders: tuple[str, ...], suffix: str) -> bool:
    if not _CONTENT_FOLDERS.isdisjoint(folders):
        return False
    if _SETTINGS.fullmatch(suffix) or low.startswith("."):
        return True
    named = re.search("config|settings", low) is not None or not _CONFIG_FOLDERS.isdisjoint(folders)
    return named and _SETTINGS_IN_DATA.fullmatch(suffix) is not None


def _any(patterns: str, name: str) -> bool:
    return _compiled(patterns).match(name) is not None


@cache
def _compiled(patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(translate(pattern) for pattern in patterns.split()))
