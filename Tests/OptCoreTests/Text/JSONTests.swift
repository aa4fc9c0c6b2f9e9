import OptCore
import TestSupport
import Testing

@Suite("JSON")
struct JSONTests {
  private func read(_ text: String) throws(InstanceError) -> JSONValue {
    try JSONReader.read(SourceText(file: "d.json", text: text))
  }

  @Test("Numbers without fraction and exponent that fit in 64 bits are integers, others reals")
  func numbers() throws {
    #expect(try read("9223372036854775807") == .integer(.max))
    #expect(try read("-9223372036854775808") == .integer(.min))
    #expect(try read("9223372036854775808") == .real(9_223_372_036_854_775_808))
    #expect(try read("3.0") == .real(3))
    #expect(try read("3.0").asInteger == 3)
    #expect(try read("1e2") == .real(100))
    #expect(try read("-0") == .integer(0))
    #expect(try read("2.5").asInteger == nil)
  }

  @Test("Strings with every kind of escape")
  func strings() throws {
    #expect(
      try read(#""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#) == .string("a\"\\/\u{8}\u{c}\n\r\té😀"))
    #expect(try read(#""\ud83dx""#) == .string("\u{FFFD}x"))
    // Half a pair stands for nothing, and what follows it for itself.
    #expect(try read(#""\ud83d\u0041""#) == .string("\u{FFFD}A"))
    #expect(try read(#""\ud83d\ud83d\ude00""#) == .string("\u{FFFD}😀"))
    #expect(try read(#""\ude00\n""#) == .string("\u{FFFD}\n"))
  }

  @Test("Keys keep their order, and the first of two equal keys counts")
  func objects() throws {
    let value = try read(#" { "b" : 1, "a": [true, false, null], "b": 2 } "#)
    #expect(value["b"] == .integer(1))
    #expect(value.compact() == #"{"b":1,"a":[true,false,null],"b":2}"#)
  }

  @Test(
    "The first mistake is reported with its exact place",
    arguments: [
      ("", "1:1: found the end of the document, expected a JSON value"),
      ("{\n  \"a\": 1,\n}", "3:1: found '}', expected a key in double quotes"),
      ("[1 2]", "1:4: found '2]', expected ',' or ']'"),
      ("{\"a\" 1}", "1:6: found '1}', expected ':' after a key"),
      ("[01]", "1:2: found '01]', expected a JSON value"),
      ("[1.]", "1:2: found '1.]', expected a JSON value"),
      ("[.5]", "1:2: found '.5]', expected a JSON value"),
      ("[+1]", "1:2: found '+1]', expected a JSON value"),
      ("[1e400]", "1:2: found '1e400]', expected a JSON value"),
      ("[nul]", "1:2: found 'nul]', expected a JSON value"),
      ("\"abc", "1:5: found the end of the document, expected '\"' at the end of a string"),
      ("\"\\x\"", "1:3: found 'x\"', expected an escape sequence"),
      ("\"\\u12g4\"", "1:4: found '12g4\"', expected four hexadecimal digits"),
      ("\"\\u-000\"", "1:4: found '-000\"', expected four hexadecimal digits"),
      ("\"\\u+001\"", "1:4: found '+001\"', expected four hexadecimal digits"),
      ("1 2", "1:3: found '2', expected the end of the document"),
      ("\"a\nb\"", "1:3: found '\u{FFFD}b\"', expected no control character inside a string"),
    ])
  func mistakes(text: String, message: String) {
    do throws(InstanceError) {
      let value = try read(text)
      Issue.record("accepted as \(value)")
    } catch {
      #expect(error.description == "d.json:" + message)
    }
  }

  @Test("63 levels of nesting are read, 64 and a million are refused")
  func nesting() throws {
    _ = try read(String(repeating: "[", count: 63) + "1" + String(repeating: "]", count: 63))
    for depth in [64, 1_000_000] {
      #expect(throws: InstanceError.self) { try read(String(repeating: "[", count: depth)) }
      #expect(throws: InstanceError.self) {
        try read(String(repeating: "{\"a\":", count: depth))
      }
    }
  }

  @Test("The place of a value inside a well-formed document is found by its path")
  func locations() {
    let source = SourceText(file: "d.json", text: "{\"a\": [1,\n  {\"b\": 7}],\n \"c\": 3}")
    let place = JSONReader.location(of: [.key("a"), .index(1), .key("b")], in: source)
    #expect(place.description == "d.json:2:9")
    #expect(JSONReader.location(of: [.key("c")], in: source).description == "d.json:3:7")
    #expect(JSONReader.location(of: [.key("z")], in: source).description == "d.json:1:1")
  }

  @Test("One line of a JSON Lines text is read with places in the whole text")
  func lines() throws {
    let source = SourceText(file: "l.jsonl", text: "{\"a\":1}\n{\"a\":x}\n")
    #expect(try JSONReader.read(source, bytes: 0..<7)["a"] == .integer(1))
    do throws(InstanceError) {
      _ = try JSONReader.read(source, bytes: 8..<15)
      Issue.record("accepted")
    } catch {
      #expect(error.location.description == "l.jsonl:2:6")
    }
  }

  @Test("A byte order mark is skipped")
  func mark() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF, 0x31]
    #expect(try JSONReader.read(SourceText(file: "f", bytes: bytes)) == .integer(1))
    #expect(throws: InstanceError.self) {
      try JSONReader.read(SourceText(file: "f", bytes: bytes), bytes: 0..<1)
    }
  }

  @Test("The formatted text of a document of every kind")
  func formatted() {
    let value = JSONValue.object(pairs: [
      ("empty", .object([])), ("list", .array([.integer(1), .string("a\"\\\u{1}\n")])),
      ("rows", .array([.object(pairs: [("x", .real(0.1)), ("y", .null)]), .array([])])),
      ("infinite", .real(.infinity)), ("big", .real(1e300)),
    ])
    #expect(
      value.formatted() == """
        {
          "empty": {},
          "list": [1, "a\\"\\\\\\u0001\\n"],
          "rows": [
            {"x": 0.1, "y": null},
            []
          ],
          "infinite": null,
          "big": 1e+300
        }

        """)
  }

  @Test("Random documents survive writing and reading, indented and compact")
  func roundTrip() throws {
    var random = RandomStream(seed: 4)
    for _ in 0..<3000 {
      let value = document(&random, depth: 4)
      #expect(try read(value.formatted()) == value)
      #expect(try read(value.compact()) == value)
    }
  }

  @Test("100,000 mutated documents end in a value that survives or in an error with a place")
  func fuzz() throws {
    var random = RandomStream(seed: 9)
    let seeds = (0..<50).map { _ in Array(document(&random, depth: 4).formatted().utf8) }
    let pieces = [
      "{", "}", "[", "]", ",", ":", "\"", "\\u", "\\uD800", "1e9999", "-", "null", "0", "\u{0}",
      "\\", "[[[[[[[[[[[[[[[[[[[[", "\u{FF}", "1e-9999", "99999999999999999999",
    ]
    var (accepted, refused) = (0, 0)
    for round in 0..<100_000 {
      let bytes = Mutation.apply(seeds[round % seeds.count], pieces: pieces, &random)
      do throws(InstanceError) {
        let value = try JSONReader.read(SourceText(file: "f", bytes: bytes))
        accepted += 1
        if try read(value.compact()) != value { Issue.record("changed: \(value.compact())") }
      } catch {
        refused += 1
        if error.location.line < 1 || error.location.column < 1 { Issue.record("\(error)") }
      }
    }
    #expect(accepted > 5000)
    #expect(refused > 50_000)
  }

  private func document(_ random: inout RandomStream, depth: Int) -> JSONValue {
    let texts = ["", "a", "\u{1}\"\\/", "é😀", "long text with blanks", "\u{7F}\t\r\n"]
    switch random.below(depth > 0 ? 8 : 6) {
    case 0: return .null
    case 1: return .bool(random.below(2) == 0)
    case 2: return .integer(Int(truncatingIfNeeded: random.next()))
    case 3: return .integer(random.integer(in: -10...10))
    case 4:
      let value = Double(bitPattern: random.next())
      return value.isFinite ? .real(value) : .real(-0.0)
    case 5: return .string(texts[random.below(texts.count)])
    case 6: return .array((0..<random.below(4)).map { _ in document(&random, depth: depth - 1) })
    default:
      return .object(
        (0..<random.below(4)).map { _ in
          JSONValue.Member(texts[random.below(6)], document(&random, depth: depth - 1))
        })
    }
  }
}
