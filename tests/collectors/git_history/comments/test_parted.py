import time

import pytest

from collectors.git_history.comments.languages import language_of
from collectors.git_history.comments.parted import effect_on, may_be_silent, parted

# For each language a change of comments alone.
SILENT = [
    (
        "a/Depot.php",
        "<?php\n/** Finds. */\n$a = 1; # one\n",
        "<?php\n/**\n * Finds a depot.\n */\n$a = 1; // the one\n",
    ),
    ("a/depot.rb", "# finds\nx = 1\n", "=begin\nfinds\n=end\nx = 1 # one\n"),
    ("a/depot.rb", 'x = "#{a} # b"\n', 'x = "#{a} # b" # c\n'),
    ("a/Depot.cs", "/// <summary>a</summary>\nint a = 1;\n", "int a = 1; // b\n"),
    ("a/Depot.java", "/** a */\nint a = 1;\n", "/** @param b */\nint a = 1;\n"),
    ("a/Depot.kt", 'val a = "${b}" // c\n', '/** c */\nval a = "${b}"\n'),
    ("a/Depot.swift", "/// a\nlet b = 1\n", "let b = 1\n"),
    ("a/depot.go", "// Find finds.\nfunc Find() {}\n", "// Find finds a depot.\n// It may be none.\nfunc Find() {}\n"),
    ("a/depot.ts", "/** a */\nconst b = 1;\n", "const b = 1; // c\n"),
    ("a/depot.tsx", "<b>\n  {/* a */}\n</b>\n", "<b>\n</b>\n"),
    ("a/depot.rs", "/// a\nfn b<'a>() {}\n", "//! c\nfn b<'a>() {}\n"),
    ("a/depot.ex", '@doc """\na # b\n"""\ndef c, do: 1\n', "def c, do: 1 # d\n"),
    ("a/depot.dart", "/// a\nvar b = 1;\n", "var b = 1;\n"),
    ("a/depot.sql", "-- a\nSELECT 1;\n", "SELECT 1; /* b */\n"),
    ("a/depot.sh", "#!/bin/sh\n# a\nb=${#c}\n", "#!/bin/sh\nb=${#c} # d\n"),
    ("a/depot.tf", 'a = "b#c" # d\n', '// e\na = "b#c"\n'),
    ("a/depot.css", "/* a */\nb { c: d }\n", "b { c: d }\n"),
    ("a/depot.scss", "b { c: url(http://d) } // e\n", "b { c: url(http://d) }\n"),
    ("a/depot.html", "<b>c</b>\n<!-- d -->\n", "<b>c</b>\n"),
    ("a/depot.vue", "<template>\n<!-- a -->\n<b/>\n</template>\n", "<template>\n<b/>\n</template>\n"),
    ("a/depot.j2", "{# a #}\n{{ b }}\n", "{{ b }}\n"),
    ("a/depot.html.erb", "<%# a %>\n<%= b %>\n", "<%= b %>\n"),
    ("a/depot.blade.php", "{{-- a --}}\n{{ $b }}\n", "{{ $b }}\n"),
    ("a/depot.proto", "// a\nmessage B {}\n", "message B {}\n"),
    ("a/depot.yaml", "# a\nb: c#d # e\n", "b: c#d\n"),
    ("a/depot.ini", "; a\nb = c # d\n", "# e\nb = c # d\n"),
    ("Dockerfile", "# a\nFROM b\n", "FROM b\n# c\n"),
    ("Makefile", "# a\nb:\n\tc # d\n", "b:\n\tc # d\n"),
]
# Changes of what only looks like a comment, or of one that something reads.
HEARD = [
    ("a.php", "<?php $a = 'http://b';\n", "<?php $a = 'http://c';\n"),
    ("a.php", "<?php $a = <<<B\n# c\nB;\n", "<?php $a = <<<B\n# d\nB;\n"),
    ("a.php", "<?php\n#[Route('/a')]\nb();\n", "<?php\n#[Route('/b')]\nb();\n"),
    ("a.php", "<?php\n/** @ORM\\Column(length=3) */\n$a;\n", "<?php\n/** @ORM\\Column(length=4) */\n$a;\n"),
    ("a.php", "<?php $a ?>\n// b\n", "<?php $a ?>\n// c\n"),  # text of the page
    ("a.rb", 'a = "#{b}"\n', 'a = "#{c}"\n'),
    ("a.rb", "a = %w[# b]\n", "a = %w[# c]\n"),
    ("a.rb", "a = <<~B\n  # c\nB\n", "a = <<~B\n  # d\nB\n"),
    ("a.rb", "a.gsub(/#b/, c)\n", "a.gsub(/#d/, c)\n"),
    ("a.rb", "# frozen_string_literal: true\na = 1\n", "a = 1\n"),
    ("a.js", "a = `b // ${c}`;\n", "a = `b // ${d}`;\n"),
    ("a.js", "a = `b // ${f(`c`)} d`;\n", "a = `b // ${f(`c`)} e`;\n"),  # too deep to be understood
    ("a.js", "a = b.replace(/[/*]/, 1); c = '*/';\n", "a = b.replace(/[/*]/, 2); c = '*/';\n"),
    ("a.js", "import(/* webpackChunkName: 'b' */ './c');\n", "import(/* webpackChunkName: 'd' */ './c');\n"),
    ("a.jsx", "<a href='b'>http://c</a>\n", "<a href='b'>http://d</a>\n"),
    ("a.go", "a := `\n// b\n`\n", "a := `\n// c\n`\n"),
    ("a.go", "//go:build linux\n\npackage a\n", "//go:build darwin\n\npackage a\n"),
    ("a.go", '// #define B 1\nimport "C"\n', '// #define B 2\nimport "C"\n'),
    ("a.cs", 'var a = @"c:\\"; // b\nvar d = "//e";\n', 'var a = @"c:\\"; // b\nvar d = "//f";\n'),
    ("a.kt", 'val a = "${b("// c")}"\n', 'val a = "${b("// d")}"\n'),
    ("a.kt", 'val a = """\n// b\n"""\n', 'val a = """\n// c\n"""\n'),
    ("a.rs", 'let a = r#"// "b"#;\n', 'let a = r#"// "c"#;\n'),
    ("a.ex", 'a = "# b"\n', 'a = "# c"\n'),
    ("a.sql", "SELECT '-- a';\n", "SELECT '-- b';\n"),
    ("a.sql", "SELECT /*+ INDEX(a) */ 1;\n", "SELECT /*+ INDEX(b) */ 1;\n"),
    ("a.sql", "SELECT 1-- 2\n", "SELECT 3-- 2\n"),
    ("a.sh", "a='# b'\n", "a='# c'\n"),
    ("a.sh", "cat <<B\n# c\nB\n", "cat <<B\n# d\nB\n"),
    ("a.sh", "a=${b#c}\n", "a=${b#d}\n"),
    ("a.tf", "a = <<B\n# c\nB\n", "a = <<B\n# d\nB\n"),
    ("a.html", "<script>\n// a\nb()\n</script>\n", "<script>\n// a\nc()\n</script>\n"),
    ("a.html", "<!--[if IE]>a<![endif]-->\n", "<!--[if IE]>b<![endif]-->\n"),
    ("a.twig", "<!-- {{ a() }} -->\n", "<!-- {{ b() }} -->\n"),
    ("a.yaml", "a: |\n  # b\n", "a: |\n  # c\n"),
    ("a.yaml", "a: '# b'\n", "a: '# c'\n"),
    ("a.yaml", "a:\n  b: 1\n  c: 2\n", "a:\n  b: 1\nc: 2\n"),
    ("a.yaml", "a: [\n", "a: [ # b\n"),
    ("a.properties", "a = b\\\n# c\n", "a = b\\\n# d\n"),
    ("a.ini", "a = b # c\n", "a = b # d\n"),  # part of the value
    ("Dockerfile", "# syntax=docker/dockerfile:1\nFROM a\n", "# syntax=docker/dockerfile:2\nFROM a\n"),
    ("Dockerfile", "RUN <<B\n# c\nB\n", "RUN <<B\n# d\nB\n"),
    ("a.py2", "# a\n", "# b\n"),  # of no language that is known
]


@pytest.mark.parametrize(("path", "old", "new"), SILENT)
def test_a_change_of_comments_alone_is_told(path: str, old: str, new: str) -> None:
    assert effect_on(path, old.encode(), new.encode()) == "comments-only"
    assert effect_on(path, new.encode(), old.encode()) == "comments-only"


@pytest.mark.parametrize(("path", "old", "new"), HEARD)
def test_what_only_looks_like_a_comment_is_code(path: str, old: str, new: str) -> None:
    assert effect_on(path, old.encode(), new.encode()) == "unknown"


@pytest.mark.parametrize(("path", "old", "new"), SILENT)
def test_a_comment_does_not_hide_a_change_of_the_code_beside_it(path: str, old: str, new: str) -> None:
    changed = new.replace("1", "2").replace("b", "z").replace("B", "Z").replace("Find", "Fond")
    assert effect_on(path, old.encode(), changed.encode()) == "unknown"


@pytest.mark.parametrize(
    ("path", "old", "new", "effect"),
    [
        ("a.go", "func a() {\n  b()\n}\n", "func a() {\n\n\tb()\n}\n", "formatting-only"),
        ("a.go", "a := `b  c`\n", "a := `b c`\n", "unknown"),
        ("a.js", "return a\n", "return\na\n", "unknown"),  # not the same: a line that ends ends the statement
        ("Makefile", "a:\n\tb\n", "a:\n    b\n", "unknown"),
        ("a.go", "a()\r\n", "a()\n", "formatting-only"),
    ],
)
def test_layout_is_told_where_it_means_nothing(path: str, old: str, new: str, effect: str) -> None:
    assert effect_on(path, old.encode(), new.encode()) == effect


def test_what_is_no_text_or_too_large_is_not_told() -> None:
    assert effect_on("a.go", b"\xff // a\n", b"\xff // b\n") == "unknown"
    assert effect_on("a.go", b"\0 // a\n", b"\0 // b\n") == "unknown"
    assert effect_on("a.go", b"a()\n" * 200_000, b"// b\n" + b"a()\n" * 200_000) == "unknown"


@pytest.mark.parametrize(
    "mark",
    [
        "/*",
        '"',
        "'",
        "`",
        "`${",
        "<<~A\n",
        "%w[",
        "<!--",
        "{#",
        "(/",
        "'\\",
        "$a$",
        "\\(",
        "url(",
        'R"(',
        "(/[",
        "=begin\n",
        "<pre",
        "~s(",
        "@*",
        "<%#",
        "#{",
        "{{",
    ],
)
def test_marks_that_are_never_closed_take_no_time(mark: str) -> None:
    began = time.process_time()
    for suffix in ("js", "rb", "php", "kt", "sql", "sh", "html", "twig", "ex", "cs", "rs", "tf", "cpp", "css"):
        language = language_of(f"a.{suffix}")
        assert language is not None
        parted(mark * (8000 // len(mark)), language)
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    ("path", "text"), [("a.twig", "<!--" + "{{" * 20_000), ("a.cpp", 'R"(' * 50_000), ("a.rs", 'r#"' * 50_000)]
)
def test_what_is_opened_for_long_is_looked_through_once(path: str, text: str) -> None:
    language = language_of(path)
    assert language is not None
    began = time.process_time()
    assert parted(text, language) is None
    assert time.process_time() - began < 2


def test_contents_are_read_only_where_a_line_could_hold_a_comment() -> None:
    assert may_be_silent([b"+ // why", b" a()"])
    assert may_be_silent([b"- * why"])
    assert may_be_silent([b"-  a()", b"+a ()"])
    assert not may_be_silent([b"-a()", b"+b()", b" // why"])
