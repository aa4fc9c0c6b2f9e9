import FlexibleJobShop
import OptCore
import Testing

@Suite("Writers of shops")
struct WriterTests {
  static let family = FlexibleJobShopFamily()

  static func bytes(_ instance: FlexibleJobShopInstance, _ format: String) throws -> [UInt8] {
    try family.convert(instance, to: format, formulation: nil, parameters: ParameterValues())
  }

  @Test("the texts of a small instance")
  func texts() throws {
    func text(_ instance: FlexibleJobShopInstance, _ format: String) throws -> String {
      String(decoding: try Self.bytes(instance, format), as: UTF8.self)
    }
    let flexible = try ReaderFormatTests.flexible()
    #expect(try text(flexible, "fjs") == "2 3 1.33\n2 2 1 3 3 4 1 2 5\n1 1 3 1\n")
    #expect(try text(try ReaderFormatTests.jobShop(), "jsp") == "2 2\n1 3 0 4\n0 5 1 6\n")
    #expect(
      try text(flexible, "json") == """
        {
          "format": "optsolve-fjsp-1",
          "name": "a",
          "machines": 3,
          "jobs": [
            [[[0, 3], [2, 4]], [[1, 5]]],
            [[[2, 1]]]
          ]
        }

        """)
  }

  @Test("what a format has no room for is refused")
  func refused() throws {
    func message(_ instance: FlexibleJobShopInstance, _ format: String) -> String {
      do {
        _ = try Self.bytes(instance, format)
        return "written"
      } catch {
        return "\(error)"
      }
    }
    let flexible = try ReaderFormatTests.flexible()
    #expect(message(flexible, "jsp").contains("every job visits every machine once"))
    #expect(message(flexible, "fjss").contains("did you mean 'fjs'?"))
    let delayed = try ReaderConditionTests.read(due: "1 2\n3\n")
    for format in ["fjs", "jsp"] { #expect(message(delayed, format).contains("no room")) }
    let twice = try FlexibleJobShopInstance(
      name: "x", machineCount: 2,
      jobs: [[[.init(machine: 0, duration: 1)], [.init(machine: 0, duration: 1)]]])
    #expect(twice.jobShopText() == nil)
  }

  @Test("3,000 random shops are the same after being written and read")
  func roundTrips() throws {
    var stream = RandomStream(seed: 31)
    var plain = 0
    for _ in 0..<3000 {
      let instance = try RandomShop.instance(&stream)
      let json = SourceText(file: "x.json", bytes: try Self.bytes(instance, "json"))
      #expect(try FlexibleJobShopInstance.read(json) == instance)
      #expect(try FlexibleJobShopInstance.read(json).digest == instance.digest)
      let text = SourceText(file: instance.name + ".fjs", bytes: instance.flexibleText())
      let due = instance.scheduledStartText().map { SourceText(file: "x.due", bytes: $0) }
      let again = try FlexibleJobShopInstance.read(text, due: due)
      #expect(again.machines == instance.machines && again.durations == instance.durations)
      #expect(again.firstOperation == instance.firstOperation)
      #expect(again.firstAlternative == instance.firstAlternative)
      if due != nil {
        #expect(again.conditions.scheduledStart == instance.conditions.scheduledStart)
      }
      if instance.conditions.isEmpty { plain += 1 }
    }
    #expect(plain > 5)
  }
}
