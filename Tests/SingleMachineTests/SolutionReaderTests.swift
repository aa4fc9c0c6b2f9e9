import OptCore
import SingleMachine
import Testing

@Suite("Solution files")
struct SolutionReaderTests {
  static let family = SingleMachineFamily()

  static func read(_ text: String) throws -> TardinessSchedule {
    try TardinessSchedule.read(SourceText(file: "s.json", text: text))
  }

  static func instance() throws -> SingleMachineInstance {
    try SingleMachineInstance(name: "x", processingTimes: [3, 4], dueDates: [5, 4])
  }

  @Test("a bare sequence and a result document give the same sequence")
  func forms() throws {
    for text in [
      "1 0", "# c\n1\n0\n", #"{"sequence":[1,0]}"#, #"{"problem":"smtt","sequence":[1,0]}"#,
    ] {
      #expect(try Self.read(text).sequence == [1, 0], "\(text)")
    }
    #expect(try Self.read("").sequence == [])
  }

  @Test("the family's own fields read back without a violation")
  func roundTrip() throws {
    let instance = try Self.instance()
    let schedule = TardinessSchedule(sequence: [1, 0])
    let members = Self.family.fields(of: schedule, in: instance)
    let document = JSONValue.object(
      [
        .init("problem", .string("smtt")),
        .init("objective", schedule.objective(in: instance).json),
      ]
        + members)
    let read = try Self.read(document.formatted())
    #expect(read.sequence == [1, 0])
    #expect(read.violations(in: instance) == [])
  }

  @Test(
    "stated values that differ from the definition are violations",
    arguments: [
      (#"{"sequence":[1,0],"objective":1}"#, "the stated objective is 1, recomputed 2"),
      (
        #"{"sequence":[1,0],"jobs":[{"id":0,"start":4,"end":7,"tardiness":1},{"id":1,"start":0,"end":4,"tardiness":0}]}"#,
        "job 0: the stated tardiness is 1, recomputed 2"
      ),
      (
        #"{"sequence":[1,0],"jobs":[{"id":0,"start":4,"end":7,"tardiness":2}]}"#,
        "'jobs' holds no record for job 1"
      ),
      (
        #"{"sequence":[0,1],"jobs":[{"id":0,"start":0,"end":3,"tardiness":0},{"id":1,"start":3,"end":7,"tardiness":3},{"id":0,"start":0,"end":3,"tardiness":0}]}"#,
        "'jobs' holds an unknown job or a second record for job 0"
      ),
      (#"{"sequence":[1,1]}"#, "job 1 stands at positions 0 and 1"),
      ("0", "job 1 is missing from the sequence"),
      ("0 1 2", "position 2 names job 2, but the instance has 2 jobs (0-based)"),
    ])
  func stated(text: String, message: String) throws {
    let violations = try Self.read(text).violations(in: try Self.instance())
    #expect(violations.first?.description == message)
  }

  @Test("integers that no real number tells apart are told apart")
  func largeIntegers() throws {
    // 2^53 and 2^53 + 1 are the same Double.
    let even = 1 << 53
    let instance = try SingleMachineInstance(
      name: "x", processingTimes: [even + 1], dueDates: [0])
    func document(_ objective: Int, _ end: Int) -> String {
      #"{"sequence":[0],"objective":\#(objective),"#
        + #""jobs":[{"id":0,"start":0,"end":\#(end),"tardiness":\#(end)}]}"#
    }
    #expect(try Self.read(document(even + 1, even + 1)).violations(in: instance) == [])
    #expect(try Self.read(document(even, even + 1)).violations(in: instance).count == 1)
    // Both the end and the tardiness.
    #expect(try Self.read(document(even + 1, even)).violations(in: instance).count == 2)
  }

  @Test(
    "texts that are no solution are refused at their place",
    arguments: [
      ("{}", "s.json:1:1: expected 'sequence', a list of job ids"),
      (#"{"sequence":[1,0.5]}"#, "s.json:1:16: expected a job id (an integer)"),
      (#"{"sequence":3}"#, "s.json:1:13: expected 'sequence', a list of job ids"),
      (#"{"problem":"fjsp","sequence":[]}"#, #"s.json:1:12: expected "smtt""#),
      (#"{"sequence":[],"objective":"x"}"#, "s.json:1:28: expected a number"),
      (#"{"sequence":[],"jobs":1}"#, "s.json:1:23: expected a list of records"),
      ("1 a", "s.json:1:3: found 'a', expected a job id (an integer of at most 64 bits)"),
    ])
  func refused(text: String, message: String) {
    do {
      _ = try Self.read(text)
      Issue.record("\(text) was accepted")
    } catch {
      #expect("\(error)" == message)
    }
  }
}
