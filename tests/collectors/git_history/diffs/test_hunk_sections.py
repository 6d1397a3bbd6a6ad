import pytest

from collectors.git_history.diffs.hunk_sections import named_in
from collectors.git_history.diffs.patch import RawHunk


@pytest.mark.parametrize(
    ("suffix", "section", "name"),
    [
        ("go", "func (s *Server) Print(w http.ResponseWriter) {", "Print"),
        ("go", "func main() {", "main"),
        ("go", "type Label struct {", None),  # the name stands before the word
        ("js", "export default async function print(label) {", "print"),
        ("ts", "export class LabelPrinter extends Printer {", "LabelPrinter"),
        ("ts", "  private async print(label: Label): Promise<void> {", "print"),
        ("tsx", "export const Label = ({ text }) => {", "Label"),
        ("js", "const print = async label => {", "print"),
        ("js", "describe('labels', () => {", None),
        ("js", "import { a } from 'b'", None),
        ("java", "    public ResponseEntity<Label> print(@Body Label label) {", "print"),
        ("java", "class LabelPrinter {", "LabelPrinter"),
        ("cs", "    internal static int Count(int a)", "Count"),
        ("kt", "    override fun print(label: Label) {", "print"),
        ("rs", "pub(crate) fn print(label: &Label) {", "print"),
        ("rs", "impl Printer {", "Printer"),
        ("rb", "  def self.print(label)", "print"),
        ("c", "static int print_label(struct label *l)", "print_label"),
        ("c", "int main(void)", "main"),
        ("c", "if (x)", None),
        ("sh", "print_label() {", "print_label"),
        ("php", "    public static function print($label)", "print"),
        ("py", "async def print(label):", "print"),
        ("py", "    class Meta:", "Meta"),
        ("py", "", None),
    ],
)
def test_a_section_names_its_function(suffix: str, section: str, name: str | None) -> None:
    hunk = RawHunk((3, 1), (3, 1), section.encode(), (b"-1", b"+2"))
    assert named_in((hunk,), suffix) == ((name,) if name else ())


def test_a_definition_inside_of_the_hunk_takes_over() -> None:
    lines = (b"+  a();", b" }", b" function second() {", b"-  b();", b" }", b"+", b" function third() {")
    assert named_in((RawHunk((3, 5), (3, 5), b"function first() {", lines),), "js") == ("first", "second")


def test_a_new_definition_is_named_itself() -> None:
    assert named_in((RawHunk((0, 0), (1, 1), b"", (b"+import x", b"+func fresh() {")),), "go") == ("fresh",)


def test_without_lines_the_section_stands_for_them() -> None:
    hunks = (RawHunk((1, 1), (1, 1), b"func b() {", ()), RawHunk((9, 1), (9, 1), b"func a() {", ()))
    assert named_in(hunks, "go") == ("a", "b")
