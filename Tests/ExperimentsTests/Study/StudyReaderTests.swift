import Experiments
import OptCore
import Testing

@Suite("StudyReader")
struct StudyReaderTests {
  static func read(_ text: String, file: String = "dir/study.yaml") throws -> Study {
    try StudyReader.read(SourceText(file: file, text: text))
  }

  static let full = """
    # A study with every key.
    name: Full
    time-limit: 1.5m
    memory-limit: 512
    seeds: 1..3
    jobs: 2
    families:
      smtt:
        - instances:
            - "*.txt"
            - wt40.txt#7
            - {path: set.jsonl, pick: [first, 4..5]}
          parameters: {jobs: 40}
          methods:
            - edd
            - "mip/f2@cbc:b=1,a=0.50"
            - label: F2 on GLPK
              method: mip
              formulation: f2
              engine: glpk
              parameters:
                cuts: false
              warm-start: none
              threads: 2
              time-limit: none
              work-limit: 1000
              memory-limit: 64
              gap: 1%
              target: 141
              seeds: [7, 1..2, 2]
          references: [optimal.csv, more.csv]
          gap: 1e-3
        - instances: one.txt
          methods: edd, mip:a=1,b=2, mdd
          seeds: 9
      other:
        instances: {path: x}
        methods: [{method: m/f@e:p=1, label: L}]
    """

  @Test("every key has its effect, and the innermost setting holds")
  func everything() throws {
    let study = try Self.read(Self.full)
    #expect(study.name == "Full")
    #expect(study.folder == "dir/")
    #expect(study.jobs == 2)
    #expect(study.parts.map(\.family.value) == ["smtt", "smtt", "other"])
    let part = study.parts[0]
    #expect(part.instances.map(\.pattern.value) == ["*.txt", "wt40.txt#7", "set.jsonl"])
    #expect(part.instances.map { $0.picks.map(\.value) } == [[], [], ["first", "4..5"]])
    #expect(part.parameters.map(\.value) == ["jobs=40"])
    #expect(part.references.map(\.value) == ["optimal.csv", "more.csv"])
    let outer = SolveLimits(time: 90, memory: 512, gap: 0.001)
    let methods = part.methods
    #expect(methods[0].setting == MethodSetting("edd"))
    #expect(methods[0].seeds == [1, 2, 3])
    #expect(methods[0].limits == outer)
    #expect(
      methods[1].setting
        == MethodSetting(
          "mip", label: "mip/f2@cbc:a=0.50,b=1", formulation: "f2", engine: "cbc",
          parameters: ["a=0.50", "b=1"]))
    #expect(
      methods[2].setting
        == MethodSetting(
          "mip", label: "F2 on GLPK", formulation: "f2", engine: "glpk",
          parameters: ["cuts=false"], warmStart: "none", threads: 2))
    #expect(methods[2].seeds == [7, 1, 2])
    #expect(
      methods[2].limits
        == SolveLimits(time: nil, work: 1000, memory: 64, gap: 0.01, target: .integer(141)))
    let second = study.parts[1].methods
    #expect(second.map(\.setting.label) == ["edd", "mip:a=1,b=2", "mdd"])
    #expect(second.allSatisfy { $0.seeds == [9] && $0.limits.gap == 0 })
    #expect(study.parts[2].methods[0].setting.label == "L")
    #expect(study.parts[2].methods[0].setting.engine == "e")
  }

  @Test("places are those of the file, also behind a mark, wide characters and other line ends")
  func places() throws {
    let text =
      "\u{FEFF}name: \u{E9}\u{1F600}\r\nfamilies:\r\n  smtt:\r\n    instances: "
      + "[\u{E9}\u{2028}  .txt, \u{E9}, b]\r\n    methods: edd\r\n"
    let study = try Self.read(text)
    let patterns = study.parts[0].instances.map(\.pattern)
    // Bytes: 4 blanks, "instances: [" is 12, the first item at column 17; LS breaks its line for the parser only:
    // 2 + 3 bytes, 2 blanks, ".txt, " is 6, so the second at 17 + 13 = 30, the third 4 bytes on.
    #expect(patterns.map(\.place?.line) == [4, 4, 4])
    #expect(patterns.map(\.place?.column) == [17, 30, 34])
    #expect(study.parts[0].methods[0].place?.description == "dir/study.yaml:5:14")
    #expect(study.name == "\u{E9}\u{1F600}")
  }

  @Test("a study without a name is called after its file; a file without a folder has none")
  func defaults() throws {
    let study = try Self.read(
      "families: {smtt: {instances: a.txt, methods: mip/f1}}", file: "small.yml")
    #expect(study.name == "small")
    #expect(study.folder == "")
    #expect(study.jobs == nil)
    #expect(
      study.parts[0].methods == [
        StudyMethod(
          MethodSetting("mip", label: "mip/f1", formulation: "f1"),
          at: study.parts[0].methods[0].place)
      ])
  }

  @Test("an ampersand inside text is no anchor")
  func ampersand() throws {
    let study = try Self.read(
      "name: R & D, A&B\nfamilies: {smtt: {instances: 'a & b.txt', methods: edd}}")
    #expect(study.name == "R & D, A&B")
  }

  @Test("texts that nest or grow without end are refused in time", .timeLimit(.minutes(1)))
  func hostile() {
    let deep = 50_000
    let texts = [
      String(repeating: "[", count: deep), String(repeating: "{a: ", count: deep),
      String(repeating: "- ", count: deep), String(repeating: "? ", count: deep),
      (0..<2000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      "a: " + String(repeating: "[]", count: 1 << 19) + "]",
      String(repeating: "x", count: 2 << 20),
      (0..<30).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined(),
      String(repeating: "[", count: 2000), String(repeating: "[{", count: 1000),
      String(repeating: " ", count: 100) + "a: 1",
    ]
    for text in texts {
      #expect(throws: InstanceError.self) { try Self.read(text) }
    }
  }
}

@Suite("Short forms")
struct ShortFormTests {
  @Test("seeds: numbers, ranges and lists, each seed once")
  func seeds() {
    #expect(SeedList.parse("7") == [7])
    #expect(SeedList.parse("1..5") == [1, 2, 3, 4, 5])
    #expect(SeedList.parse(" 3 .. 4 , 10,4") == [3, 4, 10])
    #expect(SeedList.parse("9223372036854775807") == [9_223_372_036_854_775_807])
    #expect(SeedList.parse("1..100000")?.count == 100_000)
    for bad in [
      "", ",", "1,", "a", "-1", "+1", "1..", "..2", "2..1", "1...3", "1..2..3", "0x1", "1.5",
      "9223372036854775808", "99999999999999999999", "1..100001", "0..9223372036854775807",
      "1..60000,100000..160000",
    ] {
      #expect(SeedList.parse(bad) == nil, "\(bad)")
    }
  }

  @Test("methods: formulation, engine and parameters are optional; commas lead on")
  func methods() throws {
    let list = try MethodShortForm.parse("edd, mip/f2@cbc:b=x:y,a=1 ,mip@glpk,mip/f1:c=,auto")
    #expect(list.map(\.label) == ["edd", "mip/f2@cbc:a=1,b=x:y", "mip@glpk", "mip/f1:c=", "auto"])
    #expect(list.map(\.method) == ["edd", "mip", "mip", "mip", "auto"])
    #expect(list.map(\.formulation) == [nil, "f2", nil, "f1", nil])
    #expect(list.map(\.engine) == [nil, "cbc", "glpk", nil, nil])
    #expect(list[1].parameters == ["a=1", "b=x:y"])
    #expect(list[3].parameters == ["c="])
    for (bad, offset, found) in [
      ("", 0, ""), ("a,,b", 2, ""), ("edd,a=1", 4, "a=1"), ("a:", 0, "a:"), ("a:b", 0, "a:b"),
      ("a/", 0, "a/"), ("a@", 0, "a@"), ("a/b/c", 0, "a/b/c"), ("a@b/c", 0, "a@b/c"),
      ("\u{E9}b,c", 0, "\u{E9}b"), ("a b", 0, "a b"), ("a:b=1,=2", 6, "=2"), ("a:=1", 0, "a:=1"),
    ] {
      #expect(throws: MethodShortForm.Fault(offset: offset, found: found), "\(bad)") {
        try MethodShortForm.parse(bad)
      }
    }
  }
}
