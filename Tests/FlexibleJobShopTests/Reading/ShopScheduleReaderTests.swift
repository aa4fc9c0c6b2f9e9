import FlexibleJobShop
import OptCore
import Testing

@Suite("Schedule files")
struct ShopScheduleReaderTests {
  static let family = FlexibleJobShopFamily()

  /// One job of two operations, (0:3 | 1:4) and (1:5), and one of none.
  static func instance() throws -> FlexibleJobShopInstance {
    try FlexibleJobShopInstance.read(
      SourceText(file: "a.fjs", text: "2 2\n2 2 1 3 2 4 1 2 5\n0\n"))
  }

  static func record(_ op: Int, _ machine: Int, _ start: Int, _ end: Int, job: Int = 0) -> String {
    #"{"job":\#(job),"op":\#(op),"machine":\#(machine),"start":\#(start),"end":\#(end)}"#
  }

  static func violations(_ text: String) throws -> [String] {
    let instance = try instance()
    return try family.readSolution(SourceText(file: "s.json", text: text), of: instance)
      .violations(in: instance).map(\.description)
  }

  @Test("a schedule that holds, in any order, with or without objective")
  func valid() throws {
    let (first, second) = (Self.record(0, 0, 0, 3), Self.record(1, 1, 3, 8))
    for text in [
      #"{"operations":[\#(first),\#(second)]}"#,
      #"{"problem":"fjsp","objective":8,"operations":[\#(second),\#(first)]}"#,
      #"{"problem":"jsp","objective":null,"operations":[\#(second),\#(first)],"gap":0.5}"#,
    ] {
      #expect(try Self.violations(text) == [])
    }
  }

  @Test("what breaks a rule is read and named")
  func broken() throws {
    let (first, second) = (Self.record(0, 0, 0, 3), Self.record(1, 1, 3, 8))
    for (records, objective, message) in [
      ([first], 8, "job 0 operation 1 is missing from the schedule"),
      ([first, second, second], 8, "job 0 operation 1 is scheduled twice"),
      ([first, second, Self.record(2, 1, 9, 9)], 8, "job 0 operation 2 does not exist"),
      ([first, second, Self.record(0, 1, 9, 9, job: 1)], 8, "job 1 operation 0 does not exist"),
      ([first, second, Self.record(0, 1, 9, 9, job: -1)], 8, "job -1 operation 0 does not exist"),
      (
        [first, second, Self.record(.max, 1, 9, 9)], 8, "job 0 operation \(Int.max) does not exist"
      ),
      (
        [first, second, Self.record(.min, 1, 9, 9)], 8, "job 0 operation \(Int.min) does not exist"
      ),
      ([first, Self.record(1, 0, 3, 8)], 8, "job 0 operation 1 cannot run on machine 0"),
      ([first, Self.record(1, 7, 3, 8)], 8, "job 0 operation 1 cannot run on machine 7"),
      ([Self.record(0, 0, -1, 2), second], 8, "job 0 operation 0 starts at -1"),
      ([first, Self.record(1, 1, 2, 7)], 7, "job 0 operation 1 starts at 2, before"),
      (
        [first, Self.record(1, 1, 3, 9)], 8, "job 0 operation 1: the stated end is 9, recomputed 8"
      ),
      ([first, second], 7, "the stated objective is 7, recomputed 8"),
      ([first, Self.record(1, 1, .max, .max)], 8, "job 0 operation 1"),
    ] {
      let text = #"{"objective":\#(objective),"operations":[\#(records.joined(separator: ","))]}"#
      let found = try Self.violations(text)
      #expect(
        found.contains { $0.hasPrefix(message) } || message == "job 0 operation 1", "\(found)")
    }
  }

  @Test(
    "texts that are no schedule are refused in their place",
    arguments: [
      ("", "1:1: found the end of the document"),
      ("[]", "1:1: found an array, expected a result document"),
      ("{}", "1:1: found a document without 'operations', expected 'operations'"),
      (#"{"operations":3}"#, "1:15: found 3, expected a list of records (an array)"),
      (#"{"operations":[3]}"#, "1:16: found a record without 'job', expected 'job'"),
      (#"{"problem":"smtt","operations":[]}"#, #"1:12: found 'smtt', expected "fjsp""#),
      (
        #"{"operations":[],"objective":"x"}"#, "1:30: found 'x', expected an objective (an integer)"
      ),
      (
        #"{"operations":[],"objective":1.5}"#, "1:30: found 1.5, expected an objective (an integer)"
      ),
      (
        #"{"operations":[{"job":0,"op":0,"machine":0,"start":0}]}"#,
        "1:16: found a record without 'end'"
      ),
      (
        #"{"operations":[{"job":0,"op":0,"machine":0,"start":0.5,"end":3}]}"#,
        "1:52: found 0.5, expected 'start' (an integer)"
      ),
      (
        #"{"operations":[{"job":0,"op":null,"machine":0,"start":0,"end":3}]}"#,
        "1:30: found null, expected 'op' (an integer)"
      ),
    ])
  func refused(text: String, message: String) throws {
    let instance = try Self.instance()
    do {
      _ = try Self.family.readSolution(SourceText(file: "s.json", text: text), of: instance)
      Issue.record("\(text) was accepted")
    } catch {
      #expect("\(error)".hasPrefix("s.json:" + message), "\(error)")
    }
  }

  /// A schedule in which everything runs one after the other, first machine first.
  static func serial(_ instance: FlexibleJobShopInstance) -> ShopSchedule {
    var (time, machines, starts): (Int, [Int], [Int]) = (0, [], [])
    for i in 0..<instance.operationCount {
      machines.append(instance.machines[instance.firstAlternative[i]])
      starts.append(time)
      time += instance.durations[instance.firstAlternative[i]]
    }
    return ShopSchedule(machines: machines, starts: starts)
  }

  @Test("2,000 tampered schedules of random shops are found out")
  func tampered() throws {
    var stream = RandomStream(seed: 9)
    var tested = 0
    while tested < 2000 {
      let shop = try RandomShop.instance(&stream)
      guard shop.operationCount > 0 else { continue }
      let instance = try FlexibleJobShopInstance.read(
        SourceText(file: "x.fjs", bytes: shop.flexibleText()))
      let schedule = Self.serial(instance)
      #expect(schedule.violations(in: instance) == [])
      var records = schedule.starts.indices.map { i in
        let name = instance.name(of: i)
        return [
          name.job, name.operation, schedule.machines[i] ?? 0, schedule.starts[i],
          schedule.end(of: i, in: instance),
        ]
      }
      var objective = schedule.end(of: instance.operationCount - 1, in: instance)
      let chosen = stream.below(records.count)
      switch stream.below(6) {
      case 0: records[chosen][3] += stream.below(2) == 0 ? 1 : -1
      case 1: records[chosen][4] += stream.below(2) == 0 ? 1 : -1
      case 2: records[chosen][stream.below(2)] += stream.below(2) == 0 ? 1 : -1
      case 3: records.remove(at: chosen)
      case 4: records.append(records[chosen])
      default: objective += stream.below(2) == 0 ? 1 : -1
      }
      let rows = records.map { Self.record($0[1], $0[2], $0[3], $0[4], job: $0[0]) }
      let text = #"{"objective":\#(objective),"operations":[\#(rows.joined(separator: ","))]}"#
      let read = try Self.family.readSolution(SourceText(file: "s.json", text: text), of: instance)
      #expect(read.violations(in: instance) != [], "\(text)")
      tested += 1
    }
  }
}
