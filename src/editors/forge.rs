//! Files for forges and for git: every change is checked before others get it.

/// `.githooks/pre-commit`.
pub(super) const HOOK: &str = "\
#!/bin/sh
# Проверка сайта перед каждой записью изменений. Включить один раз: git config core.hooksPath .githooks
exec novator check --strict
";

/// `.gitlab-ci.yml`.
pub(super) const GITLAB: &str = "\
# Проверка и публикация сайта. Программа novator должна быть в образе исполнителя.
stages: [check, publish]

check:
  stage: check
  script:
    - novator check --strict

pages:
  stage: publish
  script:
    - novator build --out public
  artifacts:
    paths: [public]
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
";

/// `.gitea/workflows/site.yaml`, which Forgejo and Gitea read.
pub(super) const GITEA: &str = "\
# Проверка сайта при каждом изменении. Программа novator должна быть на машине исполнителя.
name: site
on: [push, pull_request]

jobs:
  check:
    runs-on: self-hosted
    steps:
      - run: git init . && git fetch --depth 1 \"$GITHUB_SERVER_URL/$GITHUB_REPOSITORY\" \"$GITHUB_SHA\" && git checkout FETCH_HEAD
      - run: novator check --strict
      - run: novator build --out public
";
