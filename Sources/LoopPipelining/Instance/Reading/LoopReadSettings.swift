import OptCore

/// The settings about reading a loop.
struct LoopReadSettings {
  /// How many warps an imported dependence graph is given, unless said otherwise.
  static let standardWarps = 6

  /// Their descriptions.
  static var descriptions: [ParameterDescription] {
    [
      ParameterDescription(
        "resources", .text, default: nil,
        "file of the resource model that belongs to a GraphML file"),
      ParameterDescription(
        "mode", .choice(LoopReader.Mode.allCases.map(\.rawValue)), default: nil,
        "of dependence graphs: joint where the file has registers, without it as the file is"),
      ParameterDescription(
        "scale", .integer(1...LoopInstance.largestNumber), default: nil,
        "divides every time, rounded half up, what is above 0 to 1 at least"),
      ParameterDescription(
        "normalize", .integer(1...CostNormalization.largestSum), default: nil,
        "replaces the different times by small integers of this sum at most; optima are then those of the new times"
      ),
      ParameterDescription(
        "unroll", .integer(1...64), default: nil, "iterations that one body stands for"),
      ParameterDescription(
        "subtile", .integer(1...64), default: nil,
        "interleaved copies that everything but loads of variable latency is split into"),
    ] + warpDescriptions
  }

  private let values: ParameterValues
  /// What the dependence graphs' setting `mode` says.
  var mode: LoopReader.Mode? { values.text("mode").flatMap(LoopReader.Mode.init(rawValue:)) }
  /// What the setting `warps` says.
  var warps: Int? { values.integer("warps") }
  /// What the setting `cross-warp` says.
  var crossesWarps: Bool { values.text("cross-warp") != "false" }

  /// The settings of a run.
  init(_ values: ParameterValues) { self.values = values }

  /// Scaling, then unrolling and splitting, then normalization, then warps.
  ///
  /// - Throws: `InstanceError` when the new loop is none.
  func transform(_ content: inout LoopContent) throws(InstanceError) {
    var setting = ""
    do throws(LoopInstance.Invalid) {
      if let divisor = values.integer("scale") {
        setting = "-P scale=\(divisor)"
        content.instance = try content.instance.scaled(by: divisor)
      }
      if let factor = values.integer("unroll"), factor > 1 {
        setting = "-P unroll=\(factor)"
        let count = content.instance.operationCount
        content.instance = try content.instance.unrolled(by: factor)
        let place = content.place
        content.place = { place($0 % count) }
      }
      if let parts = values.integer("subtile"), parts > 1 {
        setting = "-P subtile=\(parts)"
        let (instance, origins) = try content.instance.subtiled(into: parts)
        content.instance = instance
        let place = content.place
        content.place = { place(origins[$0]) }
      }
      if let sum = values.integer("normalize") {
        setting = "-P normalize=\(sum)"
        let costs = content.instance.distinctTimes
        guard costs.count <= sum else {
          throw .outOfRange(
            "sum of normalized times", sum,
            costs.count...max(costs.count, CostNormalization.largestSum))
        }
        content.instance = try content.instance.normalized(to: sum)
      }
    } catch {
      throw content.place(0).error("\(setting): \(error.description)")
    }
    try transformWarps(&content)
  }

  // MARK: Settings that belong to a format

  /// The resource model that belongs to a GraphML file.
  ///
  /// - Throws: `InstanceError` when none is named, or when it cannot be read.
  func resources(of text: SourceText) throws(InstanceError) -> SourceText {
    guard let path = values.text("resources") else {
      throw InstanceError(
        at: text.start, found: "a graph (GraphML) without a resource model",
        expected: "the file of its resource model as -P resources=FILE.xml")
    }
    guard path != "-" else {
      throw InstanceError(
        at: text.start, found: "-P resources=-", expected: "the name of a file for -P resources")
    }
    do throws(FileError) {
      return try SourceText.read(path: path)
    } catch {
      throw InstanceError(
        at: SourceLocation(file: error.path), "cannot read: \(error.reason)", kind: .unreadable)
    }
  }

  /// - Throws: `InstanceError` when a resource model is named for a format without one.
  func refuseResources(_ text: SourceText) throws(InstanceError) {
    guard values.text("resources") == nil else {
      throw InstanceError(
        at: text.start, found: "-P resources and a JSON file",
        expected: "a graph (GraphML) with a resource model")
    }
  }

  /// - Throws: `InstanceError` when the setting of dependence graphs is given for another format.
  func refuseGraphSettings(_ text: SourceText) throws(InstanceError) {
    guard values.text("mode") != nil else { return }
    throw InstanceError(
      at: text.start, found: "-P mode, which is a setting of dependence graphs",
      expected: "a JSON file with 'schema_version'")
  }
}
