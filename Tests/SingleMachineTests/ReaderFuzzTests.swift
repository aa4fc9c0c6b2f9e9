import OptCore
import SingleMachine
import Testing

/// Seeded mutations of valid files: whatever bytes come, a reader answers with an instance or an error.
@Suite("Readers under mutation")
struct ReaderFuzzTests {
  struct Seed: Sendable, CustomTestStringConvertible {
    let file: String
    let texts: [String]
    let picks: [String?]
    let jobs: Int?
    var testDescription: String { file }
  }

  static let seeds = [
    Seed(
      file: "c.txt",
      texts: ["3\n10 15\n11 11\n10 -13\n", "# c\n2\n\n4611686018427387 5 2\n4 6 0\n"],
      picks: [nil], jobs: nil),
    Seed(file: "h.txt", texts: ["10 15\n11 11\n10 -13 # x\n"], picks: [nil], jobs: nil),
    Seed(file: "wt2", texts: ["1 2 3 4 5 6\n7 8 9 10 11 12"], picks: [nil, "1", "2"], jobs: nil),
    Seed(file: "o", texts: ["1 2 3 4 5 6 7 8 9"], picks: ["1", "3"], jobs: 1),
    Seed(
      file: "r.txt", texts: ["inst 0 2\n0.5 0.25 10\n1.1 3e-1 -2.5\ninst 1 1\n1 1 99999.125\n"],
      picks: [nil, "0", "1"], jobs: nil),
    Seed(
      file: "t.csv",
      texts: [
        "job,p,d,w\n0,3,5,2\n\"a, b\",4,-6,1\n", "# c\nd;p\n", "D, P\r\n5,3\r\n\r\n-6,4\r\n",
      ],
      picks: [nil], jobs: nil),
    Seed(
      file: "a.json",
      texts: [
        #"{"problem":"smtt","name":"q\u00e9","n":2,"p":[3,4],"d":[5,-6e0],"w":[2,1.0],"x":null}"#,
        #"{"jobs":[{"p":3,"d":5,"w":2},{"p":4,"d":-6}]}"#,
      ], picks: [nil], jobs: nil),
    Seed(
      file: "s.jsonl", texts: ["{\"name\":\"a\",\"p\":[1],\"d\":[2]}\n{\"p\":[3,4],\"d\":[4,5]}\n"],
      picks: [nil, "a", "1"], jobs: nil),
  ]

  static let tokens = [
    "0", "-1", "9223372036854775807", "-9223372036854775808", "4611686018427387904", "1e308",
    "1e-99",
    "nan", "inst", "{", "}", "[", "]", "\"", ",", "#", "\n", "\r\n", " ", "\u{0}", "\u{FEFF}",
    "\\u",
    "\\ud800", ".", "-", "+5", "1.5", "null", "\"p\":", "\"jobs\":", "1000000000", "\t",
  ].map { Array($0.utf8) }

  static func mutate(_ bytes: [UInt8], _ stream: inout RandomStream) -> [UInt8] {
    var bytes = bytes
    for _ in 0...stream.below(4) {
      let place = stream.below(bytes.count + 1)
      let end = min(bytes.count, place + 1 + stream.below(6))
      switch stream.below(6) {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(contentsOf: tokens[stream.below(tokens.count)], at: place)
      case 2: bytes.insert(contentsOf: Array(bytes[place..<end]), at: stream.below(bytes.count + 1))
      case 3: if place < bytes.count { bytes[place] ^= UInt8(1 << stream.below(8)) }
      case 4: if place < bytes.count { bytes[place] = UInt8(stream.below(256)) }
      default: bytes.replaceSubrange(place..<end, with: tokens[stream.below(tokens.count)])
      }
    }
    return bytes
  }

  @Test(
    "100,000 mutated files are read or refused, and what is read survives a round trip",
    arguments: seeds)
  func instances(seed: Seed) throws {
    var stream = RandomStream(seed: 2024)
    var accepted = 0
    for round in 0..<100_000 {
      let origin = Array(seed.texts[round % seed.texts.count].utf8)
      let text = SourceText(file: seed.file, bytes: Self.mutate(origin, &stream))
      let pick = seed.picks[stream.below(seed.picks.count)]
      guard let instance = try? SingleMachineInstance.read(text, pick: pick, jobs: seed.jobs) else {
        continue
      }
      accepted += 1
      let canonical = SourceText(file: "again.txt", bytes: instance.canonicalText())
      let again = try SingleMachineInstance.read(canonical)
      guard again.digest == instance.digest, again.processingTimes == instance.processingTimes,
        again.dueDates == instance.dueDates, again.weights == instance.weights
      else {
        Issue.record("round trip of \(text.bytes) changed the data")
        return
      }
    }
    #expect(accepted > 1000 && accepted < 99_000, "\(accepted) accepted")
  }

  @Test(
    "100,000 mutated solution files are read or refused, and their violations are found without a trap"
  )
  func solutions() throws {
    let instance = try SingleMachineInstance(
      name: "x", processingTimes: [3, 4, 1 << 40], dueDates: [5, -4, 0], weights: [2, 1, 1000])
    let origins = [
      "2 0 1\n",
      #"{"problem":"smtt","objective":17,"sequence":[0,1,2],"jobs":[{"id":0,"start":0,"end":3,"tardiness":0}]}"#,
    ].map { Array($0.utf8) }
    var stream = RandomStream(seed: 77)
    var accepted = 0
    for round in 0..<100_000 {
      let text = SourceText(file: "s", bytes: Self.mutate(origins[round % 2], &stream))
      guard let schedule = try? TardinessSchedule.read(text) else { continue }
      accepted += 1
      if schedule.violations(in: instance).isEmpty {
        #expect(schedule.timings(in: instance).count == 3)
      }
      _ = schedule.objective(in: instance)
    }
    #expect(accepted > 1000 && accepted < 99_000, "\(accepted) accepted")
  }
}
