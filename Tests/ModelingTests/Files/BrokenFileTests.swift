import Foundation
import Modeling
import OptCore
import TestSupport
import Testing

@Suite("Broken model files")
struct BrokenFileTests {
  /// Each file in the folder `Broken` states the expected message in its first line, a comment.
  @Test("Each broken file is refused with the exact place and reason")
  func messages() throws {
    let folder = fixturePath("Broken")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(names.count >= 30)
    for name in names {
      let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      let firstLine = text.prefix { $0 != "\n" }
      let expected = firstLine.dropFirst(2)
      var message = "accepted"
      do {
        _ = try Model(reading: SourceText(file: name, text: text))
      } catch {
        message = "\(error)"
      }
      #expect(message == "\(name):\(expected)")
    }
  }

  private static let pieces = [
    "<=", ">=", "=", ":", "[", "]", "^2", "*", "-", "+", "\n", " ", "free", "inf", "-inf", "End\n",
    "Bounds\n", "Generals\n", "1e999", "1e308", "1e-999", "0", "-0", "nan", "\\", "* ", "RHS\n",
    "RANGES\n", "BOUNDS\n", " BV ", " MI ", " UP ", " 'MARKER' 'INTORG'\n", "\u{0}", "\u{FF}", "\t",
    "x", "R1", "sos",
  ]

  @Test("100,000 mutated texts per reader end in a model or an error")
  func fuzz() throws {
    var seeds: [(lp: [UInt8], mps: [UInt8])] = []
    var random = RandomStream(seed: 77)
    seeds.append(
      (
        Array(try ModelFileTests.showcase.lpText().utf8),
        Array(try ModelFileTests.showcase.mpsText().utf8)
      ))
    while seeds.count < 20 {
      let model = RandomModels.any(&random)
      seeds.append((Array(try model.lpText().utf8), Array(try model.mpsText().utf8)))
    }
    var (accepted, refused) = (0, 0)
    for round in 0..<100_000 {
      let seed = seeds[round % seeds.count]
      for form in 0..<2 {
        let bytes = Mutation.apply(
          form == 0 ? seed.lp : seed.mps, pieces: BrokenFileTests.pieces, &random)
        let source = SourceText(file: "f", bytes: bytes)
        do throws(InstanceError) {
          let model = form == 0 ? try Model(lp: source) : try Model(mps: source)
          if model.fault == nil { accepted += 1 }
        } catch {
          refused += 1
          if error.location.line < 1 || error.location.column < 1 { Issue.record("\(error)") }
        }
      }
    }
    #expect(accepted > 10_000)
    #expect(refused > 50_000)
  }

  @Test("A hostile text costs time in proportion to its length")
  func hostile() throws {
    let size = 200_000
    let inputs = [
      String(repeating: "- ", count: size), String(repeating: "(", count: size),
      "min " + String(repeating: "1 + ", count: size),
      "min x\nst\n" + String(repeating: "a:", count: size),
      "min x\nst\n" + String(repeating: "x >= 1\n", count: size) + "end",
      "min x\nst\nc: " + String(repeating: "[", count: size),
      "NAME\nROWS\n" + String(repeating: " N r\n", count: size),
      "NAME\nROWS\n" + (0..<size).map { " N r\($0)\n" }.joined() + "COLUMNS\nENDATA\n",
      "NAME\nROWS\n N o\nCOLUMNS\n" + (0..<size).map { " x\($0) o 1\n" }.joined() + "ENDATA\n",
      String(repeating: " ", count: size) + String(repeating: "\n", count: size),
      "1" + String(repeating: "0", count: size),
      "min 0." + String(repeating: "9", count: size) + "x",
    ]
    for input in inputs {
      _ = try? Model(lp: SourceText(file: "a.lp", text: input))
      _ = try? Model(mps: SourceText(file: "a.mps", text: input))
    }
  }
}
