"""Records how Pydantic, LabThings' validator, treats values of the types in Declared.java.

    python3 record.py > ../resources/coercions.jsonl        Python 3.11, pydantic 2.13
    python3 record.py schemas > ../resources/schemas.json   their Data Schemas, converted as LabThings does

Each line of the former: [name of the type, JSON text of the input, what came out as JSON] or
[name, input, null, [[error type, location, message, context or null], ...]].
"""
import datetime as dt, decimal, enum, json, pathlib, sys, uuid
from typing import Annotated, Any, Literal, Optional, Union
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError


class Colour(enum.Enum):
    """A string enumeration."""
    RED = "red"
    GREEN = "green"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2


class Mixed(enum.Enum):
    A = "a"
    B = 3
    C = True


class Point(BaseModel):
    """A point in the plane."""
    x: float = 0.0
    y: float = Field(default=0.0, ge=-100, le=100, description="The y coordinate")


class Region(BaseModel):
    name: str
    corner: Point = Point()
    colours: list[Colour] = []
    tag: Optional[str] = None
    meta: dict[str, int] = {}


class Exact(BaseModel):
    model_config = ConfigDict(extra="forbid")
    a: int
    b: int = 2


TYPES = {
    "integer": int, "number": float, "bool": bool, "string": str, "any": Any, "nothing": None,
    "colour": Colour, "level": Level, "mixed": Mixed, "literal": Literal["a", "b", 3], "one": Literal["only"],
    "ints": list[int], "strings": list[str], "anyList": list, "matrix": list[list[float]], "intSet": set[int],
    "pair": tuple[int, str], "varTuple": tuple[int, ...], "numbersByName": dict[str, float], "byNumber": dict[int, int],
    "byColour": dict[Colour, int], "anyMap": dict, "optional": Optional[int], "optionalPoint": Optional[Point],
    "intOrString": Union[int, str], "intOrStringOrNull": Union[int, str, None], "floatOrInt": Union[float, int],
    "intOrFloat": Union[int, float], "boolOrInt": Union[bool, int], "stringOrInt": Union[str, int],
    "models": Union[Point, Exact], "uuidOrString": Union[uuid.UUID, str], "colourOrString": Union[Colour, str],
    "uuidOrInt": Union[uuid.UUID, int], "unions": list[Union[int, str, None]],
    "point": Point, "region": Region, "exact": Exact, "points": list[Point], "pointsByName": dict[str, Point],
    "uuid": uuid.UUID, "dateTime": dt.datetime, "date": dt.date, "time": dt.time, "duration": dt.timedelta,
    "bytes": bytes, "path": pathlib.Path, "decimal": decimal.Decimal,
    "geLe": Annotated[int, Field(ge=0, le=10)], "gtLt": Annotated[int, Field(gt=0, lt=10)],
    "multiple": Annotated[int, Field(ge=0, le=10, multiple_of=2)],
    "floatGtLt": Annotated[float, Field(gt=0, lt=1)], "floatGeLe": Annotated[float, Field(ge=-0.5, le=1e22)],
    "floatMultiple": Annotated[float, Field(multiple_of=0.25)], "tenths": Annotated[float, Field(multiple_of=0.1)],
    "finite": Annotated[float, Field(allow_inf_nan=False)],
    "length": Annotated[str, Field(min_length=2, max_length=5)], "oneChar": Annotated[str, Field(min_length=1, max_length=1)],
    "pattern": Annotated[str, Field(pattern="^[a-z]+[0-9]+$")], "unanchored": Annotated[str, Field(pattern="b+")],
    "listLength": Annotated[list[int], Field(min_length=1, max_length=3)],
    "setLength": Annotated[set[int], Field(min_length=2, max_length=2)],
    "mapLength": Annotated[dict[str, int], Field(min_length=1, max_length=1)],
    "tupleLength": Annotated[tuple[int, ...], Field(min_length=1, max_length=2)],
    "bytesLength": Annotated[bytes, Field(min_length=2, max_length=2)],
    "optionalGe": Optional[Annotated[int, Field(ge=0)]], "inner": list[Annotated[int, Field(ge=0)]],
    "decimalGeLe": Annotated[decimal.Decimal, Field(ge=0, le=10)],
    "limitedUnion": Union[Annotated[int, Field(ge=0)], Annotated[str, Field(min_length=2)]],
}
NAN, INF = float("nan"), float("inf")
COMMON = [0, 1, -1, 2, 5, 11, 1.0, 5.0, 0.5, 1.5, -0.0, True, False, None, "", "x", "1", "5.0", "true", "red", [], {}, [1],
          ["1"], ["a", 2], [1, "a"], {"a": 1}, {"x": 1}, {"1": "2"}, NAN, INF, -INF, 2**70, 1e300]
U = "0a1b2c3d-0000-0000-0000-00000000000A"
MORE = {
    "integer": ["5.", "5.00", "5.50", "+5", "-5", "- 5", "1_000", "1__0", "_1", "1e3", "0x10", " ", "  12\n", "\u00a05", "\u0663", "00012",
                "--5", "5.0e0", ".0", "-0", "NaN", "inf", "1,000", "+", "-", ".", "1_0.0", "5 .0", 1e3, 1e18, 9.3e18, -9.3e18, 3.5, [[1]]],
    "number": ["5", " 5.5 ", "5.", ".5", "1e5", "1_000.5", "1__0", "inf", "+inf", "-Infinity", "infinity", "nan", "NAN", "-nan", "INFINITY", " ",
               "0x10", "1e400", "\u0663", "1e", "1f", "1d", "--1", "+1", "+ 1", "1 2", "infin", 10**400, 1e-7, 1e22],
    "bool": ["0", "TRUE", "T", "yes", "y", "on", "Off", "No", "n", "f", " true", "true ", "2", "0.0", 2.0],
    "colour": ["RED", "green", " red"], "level": ["1.0", " 1", "+1", "01", 3, "2"], "mixed": ["3", 3, 3.0, "a"],
    "literal": ["a", "b", "c", "3", 3, 3.0], "one": ["only"],
    "ints": [[4, 5], ["6", 7.0], ["x", 1.5, None], [True]], "strings": [["a", "b"], [None]], "matrix": [[[1, 2], [3, "4"]], [[1], 2], [["x"]]],
    "intSet": [[3, 3.0, "3", 4], ["x"]],
    "pair": [[2, "b"], [1], [1, "a", 2], ["x", "a", 2], ["x", 5], ["x"]], "varTuple": [[1, "2", 3.0]],
    "numbersByName": [{"a": 1, "b": "2.5"}, {"a": "x", "b": "y"}, {"": None}], "byNumber": [{"1": 2}, {"x": 2}, {"x": "y"}, {"1.0": 1}, {"-1": 1}],
    "byColour": [{"red": 1}, {"RED": "x"}], "optional": ["5", 7],
    "models": [{"a": 1, "b": 2}, {"a": 1, "x": 2}, {"x": 1, "y": 2}], "uuidOrString": [U], "uuidOrInt": [U, "7"], "unions": [[1, "a", None], [1.5], [[]]],
    "point": [{"x": "q", "y": 101, "z": 1}, {"x": "1.5"}, {"y": -100}, {"x": None}],
    "region": [{"name": "n"}, {"name": 5}, {"corner": {"x": "q"}}, {"name": "n", "colours": ["red", "blue"], "tag": None, "meta": {"k": "1"}},
               {"name": "n", "corner": None, "colours": {}, "tag": 1, "meta": []}, {"name": "n", "extra": 1},
               {"name": "n", "corner": {"x": "a", "y": "b"}, "meta": {"k": "z"}}],
    "exact": [{"a": 1}, {"a": "x", "c": 1, "b": "y", "d": 2}, {"z": 1}], "points": [[{}, {"x": 1}], [1, {"y": "q"}]], "pointsByName": [{"p": 5}, {"p": {}}],
    "uuid": [U, U.lower(), U.replace("-", ""), "{" + U + "}", "urn:uuid:" + U, " " + U, U[:-1], U + "0", "nope", "zzz", "{" + U, "12345", "0" * 31,
             "00000000-0000-0000-0000000000000000", "0000000-00000-0000-0000-000000000000", "00000000_0000_0000_0000_000000000000"],
    "dateTime": ["2024-05-06T07:08:09", "2024-05-06 07:08", "2024-05-06t07:08z", "2024-05-06_07:08:09", "2024-05-06T07:08:09.1", "2024-05-06T07:08:09,123",
                 "2024-05-06T07:08:09.123456789", "2024-05-06T07:08:09.123456Z", "2024-05-06T07:08:09+0100", "2024-05-06 07:08:09+01:00",
                 "2024-05-06T07:08:09+01", "2024-05-06T07:08:09-01:30", "2024-05-06T07:08:09 +01:00", "2024-05-06T24:00:00", "2024-02-30T00:00", "2024-13-01",
                 "2024-05-06T07", "2024-05-06T", "2024-05-06T07:08:09x", "2024", "20240506", "2024-5-6", "2024-05-06", " 2024-05-06", "1700000000",
                 " 1700000000", "1700000000.5", "-1", "1e9", "+5", 1700000000, 1700000000000, 1700000000.123456, 2e10, 2e10 + 1, 3e14, 1e20, -1e20,
                 "0001-01-01T00:00", "9999-12-31T23:59:59.999999", "2024-05-06T07:08:09-00:00", "10000-01-01T00:00", "99999999999999999999", "202a-01-01",
                 "2024-0x-01", "2024-01-0x", "2024-01x01", "1.123456789", 1.0000005, -1.5, "1.", ".5"],
    "date": ["2024-05-06", "2024-05-06T00:00:00", "2024-05-06T00:00:01", "2024-05-06T00:00Z", "2024-5-6", 86400, 86401, "86400", "1700006400000", 86400.0,
             "2024-05-06 ", "2024-13-01", "2024-02-30", "20240506", "2024-05-06T07", "2024-05-06T0x:00", "2024-05-06T07x00", "2024-05-06T07:0x",
             "2024-05-06T25:00", "2024-05-06T00:61", "2024-05-06T00:00:61", "2024-05-06T00:00:00.x", "2024-05-06T00:00:00+0x:00", "2024-05-06X00:00",
             "2024-05-06T00:00x", "2024-05-06T00:00:00+25:00", "-1"],
    "time": ["07:08:09", "07:08", "07:08:09.123", "7:08", "24:00", "07:60", "07:08:60", "07", "070809", "0x:08", "07x08", "07:0x", "07:08:0x", "07:08:09.",
             "07:08:09x", "07:08:", "07:08:09,5", 86400],
    "duration": ["PT1M30S", "P1D", "P1DT2H", "P1W", "P1Y", "P1M", "P1Y2M", "P", "PT", "PT1.5S", "PT1.5M", "P1.5D", "-PT1M", "+PT1M", "pt1m", "P1H", "00:01:30",
                 "01:30", "1:30", "1:2:3", "100:00:00", "3 days 01:02:03", "3 days, 01:02:03", "3d 01:02:03", "1 day", "-1:00:00", "01:02:03.5", "01:60:00",
                 "01:02:60", "24:00:00", 90, 90.5, -90, "90", "90.5", 1e20, 10**30, "PT0S", "PT36H", "P365D", "P366D", "P800DT1S", 0.000001, -0.5, -86400.5,
                 "PT1H1H", "P1DT", "P1W1D", " PT1S", "PT1,5S", 86399999913600, 86400000000000, "P1", "PT1", "P1S", "PT1D", "PT1.", "P-1D", "PT1.5H30M",
                 "PT1.1234567S", "1.5 days", "1 days 1", "2 hours", "1 DAY", "01:02:03.1234567", "01:02:03.", "001:02", "01:02x", "0x:00", "P1D ",
                 "99999999999999999999D", "P999999999D", "P1000000000D", "P99999999Y", "1 week", "1 day 24:00:00", "-1 day 01:00:00"],
    "bytes": ["é"], "path": ["a/b"], "decimal": ["1.50", " 1.5 ", "1e5", "1_000", "0.10", "NaN", "inf", "sNaN", 1e-7, 0.1, 1e22],
    "geLe": [10, "11", -0.5], "gtLt": [10, 9], "multiple": [3, -1, 12, -2, "3", 3.0, 8], "floatGtLt": [0, 1, 0.999], "floatGeLe": [-0.6, 1e23, "1e23"],
    "floatMultiple": [0.3, 0.75, -0.5, 7], "tenths": [0.3, 0.7, 0.35, 12.3], "finite": ["nan", "inf", "1e400"],
    "length": ["a", "ab", "abcde", "abcdef", "\U0001f600", "\U0001f600\U0001f600"], "oneChar": ["a", "ab"], "pattern": ["ab12", "ABC", "ab12\n", "x ab12"],
    "unanchored": ["abba", "aa"], "listLength": [[1, 2, 3, 4], ["a", "b", "c", "d"], ["x"]], "setLength": [[1, 1], [1, 2], [1, 1, 2, 2], [1, 2, 3]],
    "mapLength": [{"a": 1, "b": 2}], "tupleLength": [[1, 2, 3], ["x"]], "bytesLength": ["a", "ab", "abc", "é"], "optionalGe": [-5], "inner": [[-1, 0, "x"]],
    "decimalGeLe": ["10.01", "-1", "10"], "limitedUnion": ["a", "ab", -3, [1]],
}


def shown(error):
    loc, msg, ctx = list(error["loc"]), error["msg"], error.get("ctx")
    if error["type"] == "uuid_parsing" and " at " in msg:  # counted from 0 by the version that LabThings was recorded with
        head, tail = msg.rsplit(" ", 1)
        msg = f"{head} {int(tail) - 1}"
        ctx = {"error": msg.removeprefix("Input should be a valid UUID, ")}
    msg = msg.replace(" for <class 'pathlib.Path'>", "")
    return [error["type"], loc, msg, json.loads(json.dumps(ctx, default=float)) if ctx else None]


def to_wot(schema, definitions):
    """References replaced, their neighbours lost; anyOf renamed, prefixItems too."""
    if isinstance(schema, list):
        return [to_wot(x, definitions) for x in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return to_wot(definitions[schema["$ref"].rsplit("/", 1)[1]], definitions)
    names = {"anyOf": "oneOf", "prefixItems": "items"}
    return {names.get(k, k): to_wot(v, definitions) for k, v in schema.items()
            if k not in ("$defs", "default") or k == "default" and v is not None}


if sys.argv[1:] == ["schemas"]:
    schemas = {name: TypeAdapter(declared).json_schema() for name, declared in TYPES.items()}
    print(json.dumps({name: to_wot(s, s.get("$defs", {})) for name, s in schemas.items()}, indent=1))
    sys.exit()

for name, declared in TYPES.items():
    adapter = TypeAdapter(declared)
    seen = set()
    for value in COMMON + MORE.get(name, []):
        text = json.dumps(value)
        if text in seen:
            continue
        seen.add(text)
        try:
            out = adapter.validate_python(json.loads(text), from_attributes=True)
            out = json.loads(adapter.dump_json(out))
            line = [name, text, out]
        except ValidationError as e:
            line = [name, text, None, [shown(x) for x in e.errors(include_url=False)]]
        print(json.dumps(line))
