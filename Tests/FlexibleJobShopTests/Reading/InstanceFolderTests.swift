import FlexibleJobShop
import Foundation
import OptCore
import TestSupport
import Testing

@Suite("The shops that come with the package")
struct InstanceFolderTests {
  static let folder = SharedData.packageRoot + "/Instances/fjsp/"

  static func text(_ file: String) throws -> SourceText {
    try SourceText.read(path: folder + file)
  }

  /// A row of `optimal.csv`.
  struct Row {
    let file: String
    let sizes: [Int?]
    let objective: String
    let optimum: Int?
  }

  static func rows() throws -> [Row] {
    let table = String(decoding: try text("optimal.csv").bytes, as: UTF8.self)
    return table.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Row(
        file: fields[0], sizes: fields[1...3].map { Int($0) }, objective: fields[4],
        optimum: Int(fields[5]))
    }
  }

  @Test("the list names every file but those of the other formats, with its sizes")
  func listed() throws {
    let rows = try Self.rows()
    for row in rows {
      let instance = try FlexibleJobShopInstance.read(try Self.text(row.file))
      let sizes = [instance.jobCount, instance.machineCount, instance.operationCount]
      #expect(row.sizes == sizes, "\(row.file)")
      #expect(row.objective == instance.objective.rawValue, "\(row.file)")
      #expect(try instance.name == Self.text(row.file).stem, "\(row.file)")
    }
    for inner in ["", "edge/"] {
      let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder + inner)
      let instances = files.filter {
        $0.contains(".") && !["README.md", "optimal.csv"].contains($0)
      }
      .filter { !$0.hasSuffix(".yaml") }
      #expect(Set(instances.map { inner + $0 }).isSubset(of: Set(rows.map(\.file))))
    }
  }

  @Test("every file of the formats folder holds the same three jobs")
  func formats() throws {
    let first = try FlexibleJobShopInstance.read(try Self.text("formats/job-shop.fjs"))
    var read = 0
    for file in try FileManager.default.contentsOfDirectory(atPath: Self.folder + "formats")
      .sorted()
    where file != "conditions.json" && !file.hasSuffix(".due") {
      let instance = try FlexibleJobShopInstance.read(try Self.text("formats/" + file))
      #expect(instance.machines == first.machines, "\(file)")
      #expect(instance.durations == first.durations, "\(file)")
      #expect(instance.firstOperation == first.firstOperation, "\(file)")
      read += 1
    }
    #expect(read >= 9)
  }

  @Test("the files that belong to instances are read with them")
  func companions() throws {
    let family = FlexibleJobShopFamily()
    let delay = try family.instance(
      at: Self.folder + "formats/delay.fjs", settings: ["objective=start_delay"])
    #expect(delay.conditions.scheduledStart == [0, 3, 0, 2, 1, 4])
    let extra = "extra=" + Self.folder + "formats/conditions.json"
    for file in ["job-shop.jsp", "job-shop.json", "taillard.txt"] {
      let shop = try family.instance(
        at: Self.folder + "formats/" + file, settings: [extra, "objective=total_tardiness"])
      #expect(shop.conditions.jobDue == [5, 7, 8] && shop.conditions.downtimes.count == 1)
    }
  }

  @Test(
    "generated files are what the generator gives, byte by byte",
    arguments: [
      ("j5-m3-t3_mix_s1.fjs", ["jobs=5", "machines=3", "operations=3"]),
      ("j10-m5-t5_mix_s1.fjs", ["jobs=10", "machines=5", "operations=5"]),
      ("j20-m10-t30_mix_s1.fjs", []),
      ("j6-m6_taillard_s1.jsp", ["kind=taillard", "jobs=6", "machines=6"]),
      ("j8-m5_taillard_k3_s1.json", ["kind=taillard", "jobs=8", "machines=5", "setup-types=3"]),
      ("j4-m4-t4_delay_s1.json", ["kind=delay", "jobs=4", "machines=4", "operations=4"]),
      ("j6-m4-t4_mix_low_s1.json", ["jobs=6", "machines=4", "operations=4", "breakdowns=low"]),
      (
        "j6-m4-t4_mix_k3_d1.0_w_s1.json",
        [
          "jobs=6", "machines=4", "operations=4", "setup-types=3", "due-factor=1.0",
          "weighted=true",
        ]
      ),
    ])
  func generated(file: String, settings: [String]) throws {
    let text = try Self.text(file)
    let instance = try GeneratorTests.generate(settings)
    #expect(try WriterTests.bytes(instance, text.fileExtension) == text.bytes)
    #expect(file == instance.name + "." + text.fileExtension)
    #expect(try FlexibleJobShopInstance.read(text) == instance)
  }
}
