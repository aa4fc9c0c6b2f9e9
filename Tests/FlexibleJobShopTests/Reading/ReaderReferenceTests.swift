import FlexibleJobShop
import OptCore
import TestSupport
import Testing

@Suite("Reference instances", .enabled(if: !ReferenceInstances.rows.isEmpty))
struct ReaderReferenceTests {
  static let family = FlexibleJobShopFamily()

  static func converted(
    _ instance: FlexibleJobShopInstance, to format: String
  ) throws -> SourceText {
    SourceText(
      file: "folder/\(instance.name).\(format)",
      bytes: try family.convert(
        instance, to: format, formulation: nil, parameters: ParameterValues()))
  }

  @Test("all are read, with as many jobs, machines and operations as the list says")
  func sizes() throws {
    #expect(ReferenceInstances.rows.count >= 338)
    for row in ReferenceInstances.rows {
      let instance = try FlexibleJobShopInstance.read(try ReferenceInstances.text(row.file))
      #expect(instance.jobCount == row.jobs, "\(row.file)")
      #expect(instance.machineCount == row.machines, "\(row.file)")
      #expect(instance.operationCount == row.operations, "\(row.file)")
    }
  }

  @Test("all are the same after being written in every format that can hold them")
  func roundTrips() throws {
    var jobShops = 0
    for row in ReferenceInstances.rows {
      let instance = try FlexibleJobShopInstance.read(try ReferenceInstances.text(row.file))
      for format in ["fjs", "json"] {
        let again = try FlexibleJobShopInstance.read(try Self.converted(instance, to: format))
        #expect(again == instance, "\(row.file) as \(format)")
      }
      guard row.file.hasPrefix("jsp/") else { continue }
      let text = try Self.converted(instance, to: "jsp")
      #expect(try FlexibleJobShopInstance.read(text) == instance, "\(row.file) as jsp")
      let unknown = SourceText(file: "\(instance.name).txt", bytes: text.bytes)
      #expect(try FlexibleJobShopInstance.read(unknown) == instance, "\(row.file) as txt")
      jobShops += 1
    }
    #expect(jobShops >= 122)
  }

  @Test("contents are found without an extension, and machines from 0 as well as from 1")
  func contents() throws {
    for row in ReferenceInstances.rows {
      let text = try ReferenceInstances.text(row.file)
      let instance = try FlexibleJobShopInstance.read(text)
      let bare = SourceText(file: instance.name, bytes: text.bytes)
      #expect(try FlexibleJobShopInstance.read(bare) == instance, "\(row.file)")
    }
  }

  @Test("the scheduled starts beside an instance are read when the objective needs them")
  func companion() throws {
    let path = try #require(SharedData.file("benchmarks/fjsp/rho/rhodelay600_a.fjs"))
    let instance = try Self.family.instance(at: path, settings: ["objective=start_delay"])
    #expect(instance.conditions.scheduledStart?.count == instance.operationCount)
    #expect(instance.conditions.scheduledStart?.prefix(3) == [11, 24, 33])
    #expect(try Self.family.instance(at: path).conditions.isEmpty)
    let due = try SourceText.read(path: String(path.dropLast(3)) + "due")
    #expect(instance.scheduledStartText() == due.bytes)
    let json = try Self.converted(instance, to: "json")
    #expect(try FlexibleJobShopInstance.read(json) == instance)
  }
}
