import OptCore

/// The generators of loops, as their settings choose and describe them.
struct LoopGenerator {
  /// Which generator.
  enum Kind: String, CaseIterable {
    case random, kernel, attention, gemm
  }

  let values: ParameterValues

  /// The generator that settings describe.
  init(_ values: ParameterValues) { self.values = values }

  /// Which generator.
  var kind: Kind { values.text("kind").flatMap(Kind.init(rawValue:)) ?? .random }

  /// Settings and the kinds they belong to.
  private static let settings: [(kinds: [Kind], description: ParameterDescription)] =
    randomSettings.map { ([.random], $0) } + kernelSettings.map { ([.kernel], $0) }
    + sharedSettings + tileSettings

  /// Every setting.
  static var parameters: [ParameterDescription] {
    [
      ParameterDescription(
        "kind", .choice(Kind.allCases.map(\.rawValue)), default: "random",
        "a random loop, a classical kernel, or a tile loop of attention or of a matrix product")
    ] + settings.map(\.description)
  }

  /// - Throws: `SolveError.badRequest` when a setting belongs to another kind, or two contradict each other.
  func checkSettings() throws(SolveError) {
    try values.refuseOthers(than: kind, LoopGenerator.settings)
    switch kind {
    case .random: try checkRandom()
    case .kernel:
      if values.integer("size") != nil, kernel.standardSize == nil {
        throw .badRequest("-P size: the kernel \(kernel.rawValue) has one size only")
      }
    case .attention:
      if attention.pass == .backward, values.integer("tiles") != nil {
        throw .badRequest("-P tiles: the backward pass works on one tile of queries at a time")
      }
      try checkWarps()
    case .gemm: try checkWarps()
    }
  }

  private func checkRandom() throws(SolveError) {
    if values.real("room") != nil, randomLoop.memories == 0 {
      throw .badRequest("-P room: there are no memories without -P memories=N")
    }
    for key in ["loads", "spill"] where values.text(key) != nil && randomLoop.warps == 0 {
      throw .badRequest("-P \(key): there are no warps without -P warps=N")
    }
    if values.integer("distance") != nil, randomLoop.recurrences == 0 {
      throw .badRequest("-P distance: there are no edges back with -P recurrences=0")
    }
  }

  private func checkWarps() throws(SolveError) {
    let warps = values.integer("warps") ?? tileMachine.standardWarps
    if tileMachine.isAsynchronous, warps < 2 {
      throw .badRequest(
        "-P warps=\(warps): \(tileMachine.rawValue) has a warp for loads, expected 2 or more")
    }
  }

  /// The kernel.
  var kernel: ClassicalKernel {
    values.text("kernel").flatMap(ClassicalKernel.init(rawValue:)) ?? .fir
  }

  /// Taps, sections or rows of the kernel.
  var size: Int { values.integer("size") ?? kernel.standardSize ?? 1 }

  /// The machine of tile loops.
  var tileMachine: TileMachine {
    values.text("machine").flatMap(TileMachine.init(rawValue:)) ?? .hopper
  }
}
