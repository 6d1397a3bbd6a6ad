import pytest

from incidents.analysis.causes.code.changed_signature import NAME, ties
from incidents.analysis.causes.code.refused_arguments import Called, refused_fields, refusing
from incidents.model.evidence import Frame, LeadingCall
from tests.incidents.analysis.causes.symptoms import change, symptom

TAKES = "TypeError: Scale.weigh() takes 2 positional arguments but 4 were given"
SCALE = "parcel_api/scale.py"


@pytest.mark.parametrize(
    ("message", "called"),
    [
        (TAKES, Called("weigh", "Scale")),
        ("TypeError: weigh() takes from 1 to 2 positional arguments but 3 were given", Called("weigh", None)),
        ("TypeError: weigh() takes no arguments (1 given)", Called("weigh", None)),
        ("weigh() missing 1 required positional argument: 'unit'", Called("weigh", None)),
        ("make.<locals>.weigh() missing 2 required keyword-only arguments: 'a' and 'b'", Called("weigh", "make")),
        ("Scale.weigh() got an unexpected keyword argument 'unit'", Called("weigh", "Scale")),
        ("weigh() got multiple values for argument 'unit'", Called("weigh", None)),
        ("not enough arguments in call to scale.Weigh", Called("Weigh", "scale")),
        ("Too few arguments to function App\\Scale::weigh(), 1 passed in /srv/a.php", Called("weigh", "Scale")),
        ("Too many arguments for subroutine 'Scale::weigh' (got 3; expected 1)", Called("weigh", "Scale")),
        ("No overload for method 'Weigh' takes 3 arguments", Called("Weigh", None)),
        ("method weigh in class de.parcel.Scale cannot be applied to given types", Called("weigh", "Scale")),
        ("function Scale.weigh/3 is undefined or private", Called("weigh", "Scale")),
    ],
)
def test_what_a_message_says_was_called_wrongly(message: str, called: Called) -> None:
    assert refusing(message) == (called,)


@pytest.mark.parametrize("message", ["weigh() takes a while", "weigh() failed with 2 arguments", "missing argument: x"])
def test_other_messages_name_no_callable(message: str) -> None:
    assert refusing(message) == ()


def test_the_arguments_that_a_message_names() -> None:
    assert refused_fields("weigh() missing 2 required positional arguments: 'a' and 'b'") == ("a", "b")


def method(*lines: str, of: str = "Scale.weigh", path: str = SCALE) -> object:
    return ties([change(*lines, path=path, functions=(of,))], symptom(TAKES))


def test_the_change_of_what_the_callable_takes_is_the_closest_tie() -> None:
    weighed = change("-    def weigh(self, parcel, unit, at):", "+    def weigh(self, order):", path=SCALE,
                     functions=("Scale.weigh",))  # fmt: skip
    (tie,) = ties([weighed], symptom(TAKES))
    assert (tie.rule, tie.closest, tie.cites) == (NAME, True, (weighed.id,))
    assert tie.did == f"changes what `Scale.weigh` in {SCALE} takes"
    assert (
        tie.how == "the failure says that `Scale.weigh` is called with other arguments than it takes, as it was before"
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("-    def weigh(self, parcel,", "-              unit):", "+    def weigh(self, order):"),
        ("     def weigh(", "         self,", "-        unit,", "     ):"),
        ("-    def weigh(self, *, unit=KG):", "+    def weigh(self, *, unit):"),
    ],
)
def test_what_it_takes_is_read_over_lines_and_with_what_may_be_left_out(lines: tuple[str, ...]) -> None:
    assert method(*lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("     def weigh(self, order):", "-        return 1", "+        return 2"),
        ("-    def weigh(self, order):", "+    def weigh(self, order: Order) -> int:"),
        ("-    def weigh(self, order):", "+    def weigh(self, order, unit=KG):"),
        ("+    def weigh(self, order):", "+        return 1"),
        ("-    scale.weigh(order)", "+    scale.weigh(order, unit)"),
    ],
    ids=["its body", "a type", "what may be left out", "a new one", "a call of it"],
)
def test_a_change_after_which_it_is_called_as_well_as_before_is_none(lines: tuple[str, ...]) -> None:
    assert method(*lines) == []


def test_a_method_of_another_class_is_another_one() -> None:
    lines = ("-    def weigh(self, parcel, unit):", "+    def weigh(self, order):")
    assert method(*lines, of="Balance.weigh") == []
    assert method(*lines, of="weigh")  # of a language that is not parsed, the class is not told


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        ("scale.go", ("-func (s *Scale) weigh(a, b int) int {", "+func (s *Scale) weigh(o Order) int {")),
        ("scale.ts", ("-  async weigh(parcel, unit): Promise<number> {", "+  async weigh(order): Promise<number> {")),
        ("scale.js", ("-const weigh = (parcel, unit) => {", "+const weigh = (order) => {")),
        ("scale.rb", ("-  def weigh parcel, unit", "+  def weigh order")),
        ("Scale.java", ("-  public int weigh(Parcel a, Unit b) {", "+  public int weigh(Order a) {")),
        ("scale.rs", ("-    pub fn weigh(&self, a: u8, b: u8) -> u8 {", "+    pub fn weigh(&self, a: u8) -> u8 {")),
        ("Scale.php", ("-    public function weigh($a, $b)", "+    public function weigh($a)")),
    ],
)
def test_signatures_of_other_languages(path: str, lines: tuple[str, ...]) -> None:
    assert method(*lines, of="weigh", path=path)


def test_where_the_message_names_none_the_stack_does() -> None:
    nameless = "ArgumentError: wrong number of arguments (given 3, expected 1)"
    lines = ("-  def weigh(parcel, unit, at)", "+  def weigh(order)")
    changes = [change(*lines, path="lib/scale.rb", functions=("weigh",))]
    here = Frame(file="lib/scale.rb", line=4, function="Scale#weigh")
    assert ties(changes, symptom(nameless, stacks=((here,),)))
    calls = LeadingCall(file="lib/quote.rb", line=9, called_in=9, receiver="scale", name="weigh")
    assert ties(changes, symptom(nameless, led_by=(calls,)))
    assert ties(changes, symptom(nameless, led_by=(calls.model_copy(update={"called_in": 8}),))) == []


def test_a_class_takes_what_its_fields_are() -> None:
    failure = symptom("TypeError: Order.__init__() missing 1 required positional argument: 'unit'")
    of_order = change(" class Order:", "     weight: int", "+    unit: str", path=SCALE, functions=("Order",))
    assert ties([of_order], failure)
    assert ties([of_order.model_copy(update={"functions": ("Parcel",)})], failure) == []
    other = change(" class Order:", "     weight: int", "+    note: str", path=SCALE, functions=("Order",))
    assert ties([other], failure) == []
