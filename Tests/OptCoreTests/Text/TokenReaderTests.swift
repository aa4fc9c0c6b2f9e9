import OptCore
import TestSupport
import Testing

@Suite("Tokens and places in a text")
struct TokenReaderTests {
  private func source(_ text: String) -> SourceText { SourceText(file: "t.txt", text: text) }

  @Test("Tokens come with 1-based lines and columns; comments run to the end of the line")
  func tokens() {
    var reader = TokenReader(source("  12 ab#c\r\n# only\n\tend"))
    var found: [String] = []
    while let token = reader.next() {
      found.append("\(token.text)@\(token.line):\(token.column)")
    }
    #expect(found == ["12@1:3", "ab@1:6", "end@3:2"])
  }

  @Test("A format without comments keeps their byte")
  func noComments() {
    var reader = TokenReader(source("a#b"), comment: nil)
    #expect(reader.next()?.text == "a#b")
  }

  @Test("Reading on a line stops at its end and stays there")
  func lines() {
    var reader = TokenReader(source("1 2\n\n3"))
    #expect(reader.nextOnLine()?.text == "1")
    #expect(reader.nextOnLine()?.text == "2")
    #expect(reader.nextOnLine() == nil)
    #expect(reader.nextOnLine() == nil)
    #expect(reader.next()?.text == "3")
    #expect(reader.currentLine == 3)
    #expect(reader.next() == nil)
  }

  @Test("A line is returned up to a limit, and the rest of it is skipped")
  func limit() {
    var reader = TokenReader(source("1 2 3 4\n5"))
    #expect(reader.nextLine(limit: 2)?.map(\.text) == ["1", "2"])
    #expect(reader.nextLine()?.map(\.text) == ["5"])
    #expect(reader.nextLine() == nil)
  }

  @Test(
    "Integers outside their range and tokens that are none are refused with their place",
    arguments: [
      ("7.5", "t.txt:1:1: found '7.5', expected a count (an integer)"),
      (" 0", "t.txt:1:2: found 0, expected a count from 1 to 9"),
      (
        "99999999999999999999",
        "t.txt:1:1: found '99999999999999999999', expected a count (an integer)"
      ),
      ("\n ", "t.txt:2:2: found the end of the file, expected a count"),
    ])
  func integers(text: String, message: String) {
    var reader = TokenReader(source(text))
    do throws(InstanceError) {
      let value = try reader.nextInteger("a count", in: 1...9)
      Issue.record("accepted \(value)")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test("Tokens in messages are quoted, cut and stripped of control characters")
  func quoting() {
    #expect(quoted("a\u{1}b\n") == "'a\u{FFFD}b\u{FFFD}'")
    #expect(
      quoted(String(repeating: "x", count: 50)) == "'" + String(repeating: "x", count: 40) + "...'")
  }

  @Test("Stem and extension of a path")
  func names() {
    #expect(SourceText(file: "a/b.c/mk01.FJS", text: "").stem == "mk01")
    #expect(SourceText(file: "a/b.c/mk01.FJS", text: "").fileExtension == "fjs")
    #expect(SourceText(file: "x/.hidden", text: "").stem == ".hidden")
    #expect(SourceText(file: "x/.hidden", text: "").fileExtension == "")
  }

  @Test("Tokens of random bytes are the blank-separated stretches of the text")
  func oracle() {
    var random = RandomStream(seed: 2)
    let alphabet: [UInt8] = [0x20, 0x0A, 0x09, 0x0D, 0x61, 0x62, 0x30, 0xC3, 0xFF]
    for _ in 0..<2000 {
      let bytes = (0..<random.below(40)).map { _ in alphabet[random.below(alphabet.count)] }
      var reader = TokenReader(SourceText(file: "f", bytes: bytes))
      var found: [String] = []
      while let token = reader.next() {
        found.append(token.text)
        let place = SourceText(file: "f", bytes: bytes).location(at: token.offset)
        #expect(place.line == token.line && place.column == token.column)
      }
      let blanks: Set<UInt8> = [0x20, 0x0A, 0x09, 0x0D]
      let expected = bytes.split { blanks.contains($0) }.map { String(decoding: $0, as: UTF8.self) }
      #expect(found == expected)
    }
  }
}
