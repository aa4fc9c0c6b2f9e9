import OptCore
import SingleMachine
import TestSupport
import Testing

@Suite("The instances that come with the package")
struct InstanceFolderTests {
  static let folder = SharedData.packageRoot + "/Instances/smtt/"

  static func read(_ file: String, pick: String? = nil) throws -> SingleMachineInstance {
    try SingleMachineInstance.read(try SourceText.read(path: folder + file), pick: pick)
  }

  /// The rows of both lists `optimal.csv`: file and optimum, where one is known.
  static func optima() throws -> [(file: String, optimum: Int?)] {
    try ["", "classes/"].flatMap { inner in
      let text = String(
        decoding: try SourceText.read(path: folder + inner + "optimal.csv").bytes, as: UTF8.self)
      return text.split(separator: "\n").dropFirst().map { row in
        let fields = row.split(separator: ",", omittingEmptySubsequences: false)
        return (inner + fields[0], Int(fields[3]))
      }
    }
  }

  @Test("up to 20 jobs, the listed optimum is that of the subset program")
  func small() throws {
    var checked = 0
    for (file, optimum) in try Self.optima() {
      let instance = try Self.read(file)
      guard instance.jobCount <= 20 else { continue }
      let oracle = TardinessOracle(
        p: instance.processingTimes, d: instance.dueDates, w: instance.weights)
      #expect(oracle.subsetProgram() == optimum, "\(file)")
      checked += 1
    }
    #expect(checked >= 59)
  }

  @Test("up to 200 jobs, the exact search proves the listed optimum")
  func exact() throws {
    let family = SingleMachineFamily()
    for (file, optimum) in try Self.optima() {
      let instance = try Self.read(file)
      guard instance.jobCount <= 200, !instance.isWeighted else { continue }
      let session = SolveSession(instance, sense: .minimize)
      let method = try family.method("exact").description
      let parameters = try ParameterValues([], allowed: method.parameters)
      let result = try family.solve(
        SolveRequest(method: "exact", parameters: parameters), in: session)
      #expect(result.status == .optimal, "\(file)")
      #expect(result.incumbent?.objective == optimum.map(ObjectiveValue.integer), "\(file)")
    }
  }

  @Test("generated files are what the generator gives for their names")
  func generated() throws {
    var checked = 0
    for (file, _) in try Self.optima() where file.hasPrefix("n") || file.hasPrefix("classes/") {
      let instance = try Self.read(file)
      let fields = instance.name.split(separator: "_")
      func number(_ prefix: String) -> Double? {
        fields.first { $0.hasPrefix(prefix) }.flatMap { Double($0.dropFirst(prefix.count)) }
      }
      var recipe = SingleMachineInstance.Recipe(
        jobs: Int(try #require(number("n"))), tardinessFactor: try #require(number("tf")),
        dueDateRange: try #require(number("rdd")))
      recipe.isWeighted = fields.contains("w")
      recipe.durations = fields.contains("normal") ? .normal : .uniform
      #expect(instance == (try .random(recipe, seed: UInt64(try #require(number("s"))))), "\(file)")
      checked += 1
    }
    #expect(checked >= 144)
  }

  @Test("every file of the formats folder holds the same three jobs")
  func formats() throws {
    let files: [(String, String?)] = [
      ("canonical.txt", nil), ("headerless.txt", nil), ("columns.json", nil), ("jobs.json", nil),
      ("jobs.csv", nil), ("set.jsonl", "first"), ("wt3", "1"),
    ]
    for (file, pick) in files {
      let instance = try Self.read("formats/" + file, pick: pick)
      #expect(instance.processingTimes == [3, 5, 2], "\(file)")
      #expect(instance.dueDates == [4, 5, 9], "\(file)")
    }
    #expect(try Self.read("formats/set.jsonl", pick: "second").weights == [1, 2, 1])
    #expect(try Self.read("formats/real.txt", pick: "0").processingTimes == [3, 5, 2])
    // The second instance has one decimal throughout, so a tick is a tenth.
    #expect(try Self.read("formats/real.txt", pick: "1").processingTimes == [3, 5, 2])
  }
}
