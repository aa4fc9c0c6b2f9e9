import FlexibleJobShop
import OptCore
import Testing

@Suite("Formats of shops")
struct ReaderFormatTests {
  typealias Alternative = FlexibleJobShopInstance.Alternative

  static func read(_ file: String, _ text: String, base: Int? = nil) throws
    -> FlexibleJobShopInstance
  {
    try FlexibleJobShopInstance.read(SourceText(file: file, text: text), machineBase: base)
  }

  /// Two jobs on three machines: (0:3 | 2:4), (1:5) and (2:1).
  static func flexible(_ name: String = "a") throws -> FlexibleJobShopInstance {
    try FlexibleJobShopInstance(
      name: name, machineCount: 3,
      jobs: [
        [
          [Alternative(machine: 0, duration: 3), Alternative(machine: 2, duration: 4)],
          [Alternative(machine: 1, duration: 5)],
        ], [[Alternative(machine: 2, duration: 1)]],
      ])
  }

  @Test(
    "Brandimarte: either base, with or without flexibility, headings, comments and any line breaks",
    arguments: [
      "2 3 1.33\n2 2 1 3 3 4 1 2 5\n1 1 3 1\n", "2 3\n2 2 0 3 2 4 1 1 5\n1 1 2 1",
      "2 3 2\r\n2 2 3 4 1 3 1 2 5\r\n1 1 3 1\r\n", "\u{FEFF}2\t3 1e0\n2\n2 1 3\n3 4 1 2\n5 1 1 3 1",
      "# made by hand\na heading\n\nof two lines\n+2 3 .5 # size\n2 2 1 3 3 4 1 2 5 # job 0\n\n1 1 3 1",
    ])
  func flexible(text: String) throws {
    #expect(try Self.read("dir/a.fjs", text) == (try Self.flexible()))
    #expect(try Self.read("a", text) == (try Self.flexible()))
    #expect(try Self.read("a.txt", text) == (try Self.flexible()))
    #expect(try Self.read("a.jsp", text) == (try Self.flexible()))
  }

  @Test("the base of machines can be given, where a file cannot tell it")
  func base() throws {
    let text = "1 3 1\n1 1 1 7\n"
    #expect(try Self.read("a.fjs", text).machines == [0])
    #expect(try Self.read("a.fjs", text, base: 1).machines == [0])
    #expect(try Self.read("a.fjs", text, base: 0).machines == [1])
    #expect(try Self.read("a.jsp", "1 1\n1 7\n", base: 1).machines == [0])
    for (file, text, base, message) in [
      ("a.fjs", "1 2\n1 1 2 7", 0, "a.fjs:2:5: found 2, expected a machine from 0 to 1"),
      ("a.fjs", "1 2\n1 1 0 7", 1, "a.fjs:2:5: found 0, expected a machine from 1 to 2"),
      ("a.json", "{}", 1, "a.json:1:1: found -P machine-base=1"),
    ] {
      do {
        _ = try Self.read(file, text, base: base)
        Issue.record("\(text) was accepted")
      } catch {
        #expect("\(error)".hasPrefix(message), "\(error)")
      }
    }
  }

  @Test("jobs without operations, machines without use, durations of 0")
  func edges() throws {
    let instance = try Self.read("a.fjs", "3 7\n0\n1 1 1 0\n0\n")
    #expect(instance.jobCount == 3 && instance.machineCount == 7 && instance.operationCount == 1)
    #expect(instance.durations == [0] && instance.horizon == 0)
    #expect(try Self.read("a.fjs", "1 1\n0").operationCount == 0)
    #expect(try Self.read("a.json", #"{"machines":1,"jobs":[[]]}"#).operationCount == 0)
    let largest = FlexibleJobShopInstance.largestHorizon
    #expect(try Self.read("a.fjs", "1 1\n1 1 1 \(largest)").horizon == largest)
  }

  /// Two jobs: (1:3), (0:4) and (0:5), (1:6).
  static func jobShop(_ name: String = "a") throws -> FlexibleJobShopInstance {
    try FlexibleJobShopInstance(
      name: name, machineCount: 2,
      jobs: [
        [[Alternative(machine: 1, duration: 3)], [Alternative(machine: 0, duration: 4)]],
        [[Alternative(machine: 0, duration: 5)], [Alternative(machine: 1, duration: 6)]],
      ])
  }

  @Test(
    "job shops: JSPLIB in either base, Taillard, Da Col and Teppan",
    arguments: [
      "2 2\n1 3 0 4\n0 5 1 6\n", "2 2\n2 3 1 4\n1 5 2 6", "heading\n2 2\n2 3\n1 4 1\n5 2 6\n",
      "2 2\n1 3 0 4 -1 -1\n0 5 1 6 -1 -1\n", "2 2\n2 3 1 4 -1 -1 1 5 2 6 -1  -1",
      "Nb of jobs, Nb of Machines, seeds, bounds\n2 2 11 22 33 4.5\nTimes\n3 4\n5 6\nMachines\n2 1\n1 2\n",
      "2 2\n times are these:\n3 4 5\n6\nMACHINES\n1 0\n0 1",
    ])
  func jobShop(text: String) throws {
    for file in ["a.jsp", "b/a.jss", "a.txt", "a"] {
      #expect(try Self.read(file, text) == (try Self.jobShop()), "\(file)")
    }
  }

  @Test("a reentrant job visits machines often, and jobs may be empty")
  func reentrant() throws {
    let instance = try Self.read("a.jsp", "2 3\n0 5 1 6 0 7 -1 -1\n-1 -1\n")
    #expect(instance.machines == [0, 1, 0] && instance.durations == [5, 6, 7])
    #expect(instance.jobCount == 2 && instance.operations(of: 1).isEmpty)
    #expect(try Self.read("a.jsp", "1 3\n0 5 0 6 0 7\n").machines == [0, 0, 0])
  }

  @Test(
    "JSON: with and without name and format; whole reals are integers and unknown keys are ignored",
    arguments: [
      #"{"format":"optsolve-fjsp-1","name":"a","machines":3,"jobs":[[[[0,3],[2,4]],[[1,5]]],[[[2,1]]]]}"#,
      #" {"problem":"fjsp","jobs":[[[[2,4.0],[0,3e0]],[[1,5]]],[[[2,1]]]],"machines":3,"optimal":9,"setup":null}"#,
    ])
  func json(text: String) throws {
    #expect(try Self.read("a.json", text) == (try Self.flexible()))
    #expect(try Self.read("a", text) == (try Self.flexible()))
  }

  @Test("a file that holds one instance is not picked from, unless by its name or index 0")
  func pick() throws {
    let text = SourceText(file: "a.fjs", text: "1 1\n1 1 1 5\n")
    let family = FlexibleJobShopFamily()
    for pick in [nil, "0", "a"] {
      #expect(try family.read(text, pick: pick, parameters: ParameterValues()).name == "a")
    }
    #expect(throws: InstanceError.self) {
      try family.read(text, pick: "1", parameters: ParameterValues())
    }
  }

  @Test("a file of Taillard holds many instances, which are picked from 1")
  func many() throws {
    let text = SourceText(
      file: "tai.txt",
      text:
        "Nb of jobs\n1 1 5 6\nTimes\n3\nMachines\n1\nNb of jobs\n1 2\nTimes\n4 5\nMachines\n2 1\n")
    let family = FlexibleJobShopFamily()
    let second = try family.read(text, pick: "2", parameters: ParameterValues())
    #expect(second.name == "tai_2" && second.durations == [4, 5] && second.machines == [1, 0])
    #expect(try FlexibleJobShopInstance.read(text, pick: "1").durations == [3])
    let members = try family.members(of: text, parameters: ParameterValues())
    #expect(members.map(\.pick) == ["1", "2"])
    #expect(try members[1].content.get() == second)
    for (pick, message) in [
      (nil, "tai.txt:1:1: found 2 instances, expected --pick to choose one: 1...2"),
      ("0", "tai.txt:1:1: found no instance '0', expected one of 1...2"),
      ("3", "tai.txt:1:1: found no instance '3', expected one of 1...2"),
      ("\(Int.min)", "tai.txt:1:1: found no instance '\(Int.min)', expected one of 1...2"),
    ] {
      do {
        _ = try FlexibleJobShopInstance.read(text, pick: pick)
        Issue.record("\(pick ?? "nothing") was picked")
      } catch {
        #expect("\(error)" == message)
      }
    }
    let one = SourceText(file: "a.fjs", text: "1 1\n1 1 1 5\n")
    #expect(try family.members(of: one, parameters: ParameterValues()).map(\.pick) == [nil])
  }

  @Test("a long operation with a machine twice is refused in its place, whatever the order")
  func longOperation() throws {
    for count in 2...40 {
      for place in 1..<count {
        var machines = Array(1...count)
        machines[place] = machines[(place * 7) % place]
        let pairs = machines.map { "\($0) 1" }.joined(separator: "\n")
        do {
          _ = try Self.read("a.fjs", "1 50\n1 \(count)\n\(pairs)\n")
          Issue.record("\(machines) was accepted")
        } catch {
          #expect("\(error)".hasPrefix("a.fjs:\(place + 3):1: found machine"), "\(error)")
        }
      }
    }
  }

  @Test("of a key that stands twice the first holds; slips of conditions are seen")
  func keys() throws {
    let twice = #"{"machines":1,"jobs":[[]],"jobs":[[],[]],"job_due":[4],"job_due":[5]}"#
    #expect(try Self.read("a.json", twice).conditions.jobDue == [4])
    let none =
      #"{"machines":1,"jobs":[[]],"job_due":null,"job_due":[5],"due":1,"setting_up":2,"note":3}"#
    #expect(try Self.read("a.json", none).conditions.isEmpty)
    for slip in ["Job_Due", "jobdue", "setups", "downtimes", "op_releases"] {
      #expect(throws: InstanceError.self) {
        try Self.read("a.json", #"{"machines":1,"jobs":[[]],"\#(slip)":null}"#)
      }
    }
  }

  @Test("sizes that a small file claims cost nothing")
  func claims() {
    let huge = Int.max
    for (file, text) in [
      ("a.fjs", "\(huge) 1000000\n\(huge)"), ("a.jsp", "\(huge) 1000000\n0 5"),
      ("a.txt", "\(huge) 1000000\nTimes\n5 6"), ("a.jsp", "\(huge) 1000000\n0 5 -1 -1"),
      ("a.json", #"{"machines":1000000,"jobs":[[[[0,1]]]],"setup":{"jobtype":[0],"matrix":[]}}"#),
    ] {
      #expect(throws: InstanceError.self) { try Self.read(file, text) }
    }
  }
}
