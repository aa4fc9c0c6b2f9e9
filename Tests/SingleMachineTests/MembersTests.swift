import OptCore
import SingleMachine
import TestSupport
import Testing

@Suite("Every instance of a file")
struct MembersTests {
  static func members(
    _ file: String, _ text: String, jobs: Int? = nil
  ) throws -> [InstanceMember<SingleMachineInstance>] {
    try SingleMachineInstance.readAll(SourceText(file: file, text: text), jobs: jobs)
  }

  @Test("a file of one instance has one member without a pick")
  func single() throws {
    for (file, text) in [
      ("a.txt", "1\n3 5\n"), ("a.json", #"{"p":[3],"d":[5]}"#), ("a.jsonl", #"{"p":[3],"d":[5]}"#),
      ("wt1", "3 1 5"), ("r", "inst 0 1\n3 1 5\n"),
    ] {
      let found = try Self.members(file, text)
      #expect(found.count == 1)
      #expect(found[0].pick == nil)
      #expect(try found[0].content.get().processingTimes == [3])
    }
  }

  @Test("a refused member leaves the others alone, with its place in the file")
  func refused() throws {
    let lines = try Self.members(
      "s.jsonl", "{\"p\":[1],\"d\":[2]}\n\n {\"p\":[x]}\n{\"name\":\"c\",\"p\":[3],\"d\":[4]}\n")
    #expect(lines.map(\.pick) == ["0", "1", "2"])
    #expect(try lines[2].content.get().name == "c")
    #expect(
      lines.map(Self.message) == [nil, "s.jsonl:3:8: found 'x]}', expected a JSON value", nil])
    let numbers = try Self.members("wt1", "1 2 3\n4 -5\n6 7 8 9")
    #expect(
      numbers.map(Self.message) == [
        nil, "wt1:2:3: found -5, expected a weight of at least 0", nil,
      ])
    let reals = try Self.members("r.txt", "inst 0 1\n1 1 1\ninst 1 2\n1 1 1\ninst 0 1\n1 1 1\n")
    #expect(
      reals.map(Self.message) == [
        nil,
        "r.txt:5:5: found the end of the instance after 1 of 2 jobs, expected a job line 'p w d'",
        "r.txt:5:7: found label '0' again, expected labels that differ",
      ])
  }

  static func message(_ member: InstanceMember<SingleMachineInstance>) -> String? {
    guard case .failure(let error) = member.content else { return nil }
    return error.description
  }

  @Test("a file that does not fall into instances is refused as a whole")
  func wholeFile() {
    for (file, text) in [("wt2", "1 2 3"), ("a.txt", "x\n"), ("s.jsonl", "\n"), ("r", "inst")] {
      #expect(throws: InstanceError.self) { try Self.members(file, text) }
    }
  }

  @Test(
    "50,000 mutated files: each member is what its pick reads, data and messages alike",
    arguments: ReaderFuzzTests.seeds)
  func sameAsPicking(seed: ReaderFuzzTests.Seed) throws {
    var stream = RandomStream(seed: 99)
    var compared = 0
    for round in 0..<50_000 {
      let origin = Array(seed.texts[round % seed.texts.count].utf8)
      let text = SourceText(file: seed.file, bytes: ReaderFuzzTests.mutate(origin, &stream))
      guard let members = try? SingleMachineInstance.readAll(text, jobs: seed.jobs) else {
        continue
      }
      var seen: Set<String?> = []
      for member in members where seen.insert(member.pick).inserted {
        let picked = Result { () throws(InstanceError) in
          try SingleMachineInstance.read(text, pick: member.pick, jobs: seed.jobs)
        }
        compared += 1
        guard picked == member.content else {
          Issue.record("\(text.bytes): pick \(member.pick ?? "none") differs")
          return
        }
      }
    }
    #expect(compared > 1000)
  }

  @Test("the sets of the reference data are read whole, each in one pass")
  func referenceSets() throws {
    let files = [
      ("paper/n20_uniform_b.jsonl", 800, 0), ("paper/n20_normal_raw.jsonl", 800, 105),
      ("orlib/wt40.txt", 125, 0), ("orlib/wt100.txt", 125, 0),
    ]
    for (file, count, refusals) in files {
      guard let path = SharedData.file("benchmarks/smtt/" + file) else { return }
      let members = try SingleMachineInstance.readAll(try SourceText.read(path: path))
      #expect(members.count == count)
      #expect(members.count { Self.message($0) != nil } == refusals)
    }
  }
}
