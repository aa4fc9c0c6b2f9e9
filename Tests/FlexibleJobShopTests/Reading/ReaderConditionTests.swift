import FlexibleJobShop
import Foundation
import OptCore
import Testing

@Suite("Conditions and the files they come from")
struct ReaderConditionTests {
  static let shop = SourceText(file: "a.fjs", text: "2 2\n2 1 1 3 1 2 4\n1 2 1 5 2 6\n")

  static func read(
    extra: String? = nil, due: String? = nil, objective: ShopObjective? = nil,
    of text: SourceText = shop
  ) throws -> FlexibleJobShopInstance {
    try FlexibleJobShopInstance.read(
      text, objective: objective, extra: extra.map { SourceText(file: "x.json", text: $0) },
      due: due.map { SourceText(file: "x.due", text: $0) })
  }

  static let all = """
    {"job_release": [1, 2], "op_release": [[3, 4], [5]], "machine_release": [6, 7], "job_due": [-8, 9],
     "job_weight": [0, 10], "scheduled_start": [[11, 12], [13]],
     "setup": {"jobtype": [1, 0], "matrix": [[[0, 1], [2, 3]], [[4, 5], [6, 7]]]},
     "downtime": [{"machine": 1, "start": 20, "end": 20}, {"machine": 0, "start": 5, "end": 9}]}
    """

  static func everything() -> ShopConditions {
    var conditions = ShopConditions()
    conditions.jobRelease = [1, 2]
    conditions.operationRelease = [3, 4, 5]
    conditions.machineRelease = [6, 7]
    conditions.jobDue = [-8, 9]
    conditions.jobWeight = [0, 10]
    conditions.scheduledStart = [11, 12, 13]
    conditions.setup = .init(jobType: [1, 0], matrix: [[[0, 1], [2, 3]], [[4, 5], [6, 7]]])
    conditions.downtimes = [
      .init(machine: 1, start: 20, end: 20), .init(machine: 0, start: 5, end: 9),
    ]
    return conditions
  }

  @Test("an extension file gives every condition, and JSON holds them all")
  func complete() throws {
    for objective in ShopObjective.allCases {
      let instance = try Self.read(extra: Self.all, objective: objective)
      #expect(instance.conditions == Self.everything())
      let json = SourceText(file: "other.json", text: instance.json.formatted())
      #expect(try FlexibleJobShopInstance.read(json) == instance)
      let compact = SourceText(file: "other.json", text: instance.json.compact())
      #expect(try FlexibleJobShopInstance.read(compact) == instance)
    }
  }

  @Test("an extension file replaces what a JSON instance holds, key by key")
  func replaced() throws {
    let json = SourceText(
      file: "a.json", text: try Self.read(extra: Self.all).json.compact())
    let instance = try Self.read(extra: #"{"job_due": [1, 1], "downtime": []}"#, of: json)
    var expected = Self.everything()
    expected.jobDue = [1, 1]
    expected.downtimes = []
    #expect(instance.conditions == expected)
    #expect(try Self.read(extra: "{}", of: json).conditions == Self.everything())
  }

  @Test("scheduled starts: one line for each job that has operations")
  func due() throws {
    let instance = try Self.read(due: "# starts\n1 2\n\n3\n", objective: .startDelay)
    #expect(instance.conditions.scheduledStart == [1, 2, 3])
    #expect(instance.objective == .startDelay)
    #expect(try Self.read(due: "1 2\r\n3").objective == .makespan)
    let gaps = SourceText(file: "a.fjs", text: "3 1\n0\n1 1 1 5\n0\n")
    #expect(try Self.read(due: "7\n", of: gaps).conditions.scheduledStart == [7])
  }

  /// Extension file, scheduled starts, beginning of the message.
  static let misfits: [(String?, String?, String)] = [
    (nil, "1 2 3\n4\n", "x.due:1:5: found '3', expected the end of the line"),
    (nil, "1\n3\n", "x.due:1:2: found the end of the line, expected 2 scheduled starts"),
    (nil, "1 2\n", "x.due:2:1: found the end of the file, expected a line with the 1"),
    (nil, "1 2\n3\n4\n", "x.due:3:1: found '4', expected the end of the file"),
    (nil, "1 -2\n3\n", "x.due:1:3: found -2, expected a scheduled start from 0 to"),
    (nil, "1 2\n3.5\n", "x.due:2:1: found '3.5', expected a scheduled start (an integer)"),
    ("[]", nil, "x.json:1:1: found an array, expected conditions (an object)"),
    ("{", nil, "x.json:1:2: found the end of the document"),
    (
      #"{"job_releas": [1, 2]}"#, nil,
      "x.json:1:16: found unknown key 'job_releas', expected conditions; did you mean 'job_release'?"
    ),
    (#"{"job_due": [1]}"#, nil, "x.json:1:13: found 1 elements, expected 2: due dates"),
    (
      #"{"schema": "optsolve.result/1"}"#, nil,
      "x.json:1:12: found a result document, expected conditions"
    ),
    (nil, "1 1125899906842620\n3\n", "x.due:1:1: found numbers too large, expected the horizon"),
    (
      #"{"setup": {"jobtype": [0, 0], "matrix": [[[500000000000000]], [[0]]]}}"#, nil,
      "x.json:1:11: found numbers too large, expected the horizon"
    ),
    (
      #"{"job_release": [1125899906842620, 0]}"#, nil,
      "x.json:1:17: found numbers too large, expected the horizon"
    ),
  ]

  @Test("files that do not fit the instance are refused in their place", arguments: misfits)
  func refused(extra: String?, due: String?, message: String) {
    do {
      _ = try Self.read(extra: extra, due: due)
      Issue.record("\(extra ?? due ?? "") was accepted")
    } catch {
      #expect("\(error)".hasPrefix(message), "\(error)")
    }
  }

  @Test("an objective that lacks its data says where to give them")
  func needs() {
    for (objective, word) in [
      (ShopObjective.totalTardiness, "'job_due' in the file of -P extra=FILE.json"),
      (.startDelay, "-P due=FILE"),
    ] {
      do {
        _ = try Self.read(objective: objective)
        Issue.record("\(objective) needs nothing")
      } catch {
        #expect("\(error)".hasPrefix("a.fjs:1:1: ") && "\(error)".contains(word), "\(error)")
      }
    }
  }

  @Test("the family opens the files that settings name, and the one beside the instance")
  func files() throws {
    let folder = NSTemporaryDirectory() + "shop-\(UUID().uuidString)/"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func write(_ name: String, _ text: String) throws -> String {
      try text.write(toFile: folder + name, atomically: true, encoding: .utf8)
      return folder + name
    }
    let family = FlexibleJobShopFamily()
    let path = try write("a.b.fjs", String(decoding: Self.shop.bytes, as: UTF8.self))
    func message(_ settings: [String], _ text: SourceText? = nil) -> String {
      do {
        let parameters = try ParameterValues(settings, allowed: family.readParameters)
        let source = try text ?? SourceText.read(path: path)
        _ = try family.read(source, pick: nil, parameters: parameters)
        return "accepted"
      } catch {
        return "\(error)"
      }
    }
    let delay = "objective=start_delay"
    #expect(message([delay]).hasPrefix("\(folder)a.b.due: cannot read: No such file"))
    #expect(message([delay]).contains("-P due=FILE"))
    let due = try write("a.b.due", "1 2\n3\n")
    #expect(message([delay]) == "accepted")
    let other = try write("other", "9 9\n9\n")
    let instance = try family.instance(at: path, settings: [delay, "due=\(other)"])
    #expect(instance.conditions.scheduledStart == [9, 9, 9])
    let extra = try write("e.json", #"{"scheduled_start": [[4, 4], [4]], "job_due": [1, 2]}"#)
    let second = try family.instance(at: path, settings: [delay, "extra=\(extra)"])
    #expect(second.conditions.scheduledStart == [4, 4, 4])
    let third = try family.instance(
      at: path, settings: ["objective=total_tardiness", "extra=\(extra)", "due=\(due)"])
    #expect(third.conditions.scheduledStart == [1, 2, 3] && third.conditions.jobDue == [1, 2])
    #expect(
      message(["extra=\(folder)none.json"])
        == "\(folder)none.json: cannot read: No such file or directory")
    #expect(message(["due=\(folder)"]) == "\(folder): cannot read: is a folder")
    #expect(message(["extra=-"]).contains("found -P extra=-, expected the name of a file"))
    let standardInput = SourceText(file: "<stdin>", bytes: Self.shop.bytes)
    #expect(
      message([delay], standardInput).hasPrefix(
        "<stdin>:1:1: found an instance on standard input, which has no file beside it"))
    #expect(message([delay, "due=\(due)"], standardInput) == "accepted")
  }
}
