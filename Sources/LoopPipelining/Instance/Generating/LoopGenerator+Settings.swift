import OptCore

extension LoopGenerator {
  static let randomSettings: [ParameterDescription] = [
    ParameterDescription(
      "operations", .integer(1...10_000), default: nil, "number of operations: 12"),
    ParameterDescription("units", .integer(1...64), default: nil, "kinds of units: 3"),
    ParameterDescription(
      "capacity", .integer(1...64), default: nil, "most instances of a unit: 2"),
    ParameterDescription(
      "longest", .integer(1...100_000), default: nil, "longest operation in cycles: 4"),
    ParameterDescription(
      "unpipelined", .real(0...1), default: nil,
      "share of operations whose unit is busy until they complete: 0.2"),
    ParameterDescription(
      "density", .real(0...100), default: nil, "edges forward for every operation: 1.5"),
    ParameterDescription(
      "recurrences", .real(0...100), default: nil, "edges back for every operation: 0.15"),
    ParameterDescription(
      "distance", .integer(1...1000), default: nil, "greatest distance of an edge back: 2"),
    ParameterDescription(
      "memories", .integer(0...16), default: nil, "memories that results take room in: 0"),
    ParameterDescription(
      "room", .real(0...1000), default: nil,
      "room in a memory as a share of what an iteration takes: 0.5"),
    ParameterDescription(
      "loads", .real(0...1), default: nil, "share of loads of variable latency, with warps: 0.2"),
    ParameterDescription(
      "spill", .integer(0...100_000), default: nil, "longest delay between warps: 2"),
  ]

  static let kernelSettings: [ParameterDescription] = [
    ParameterDescription(
      "kernel", .choice(ClassicalKernel.allCases.map(\.rawValue)), default: nil,
      "the kernel: fir"),
    ParameterDescription(
      "size", .integer(1...2000), default: nil,
      "taps (8), sections (2) or rows (4) of fir, transposed-fir, biquad and matvec"),
    ParameterDescription("adders", .integer(1...1000), default: nil, "number of adders: 1"),
    ParameterDescription(
      "multipliers", .integer(1...1000), default: nil, "number of multipliers: 1"),
    ParameterDescription("ports", .integer(1...1000), default: nil, "ports to memory: 1"),
    ParameterDescription(
      "addition", .integer(1...100_000), default: nil, "cycles of an addition: 1"),
    ParameterDescription(
      "multiplication", .integer(1...100_000), default: nil, "cycles of a multiplication: 2"),
    ParameterDescription("load", .integer(1...100_000), default: nil, "cycles of a load: 2"),
    ParameterDescription(
      "pipelined", .flag, default: nil, "units take an operation every cycle: false"),
  ]

  static let sharedSettings: [(kinds: [Kind], description: ParameterDescription)] = [
    (
      [.random, .kernel],
      ParameterDescription(
        "registers", .integer(1...1_000_000), default: nil,
        "registers for results, of random with warps those of each; without it no limit")
    ),
    (
      [.random, .attention, .gemm],
      ParameterDescription(
        "warps", .integer(0...WarpSet.capacity), default: nil,
        "warps that operations are assigned to: 0 of random, 1 of ampere, 3 of hopper, 5 of blackwell"
      )
    ),
  ]

  static let tileSettings: [(kinds: [Kind], description: ParameterDescription)] = [
    (
      [.attention],
      ParameterDescription(
        "pass", .choice(AttentionRecipe.Pass.allCases.map(\.rawValue)), default: nil,
        "of attention: forward")
    ),
    (
      [.attention, .gemm],
      ParameterDescription(
        "machine", .choice(TileMachine.allCases.map(\.rawValue)), default: nil,
        "the graphics processor: hopper")
    ),
    (
      [.attention],
      ParameterDescription(
        "queries", .integer(1...4096), default: nil,
        "rows of a tile of queries: 64, of blackwell 128")
    ),
    (
      [.attention],
      ParameterDescription(
        "keys", .integer(1...4096), default: nil, "rows of a tile of keys: 128")
    ),
    (
      [.attention],
      ParameterDescription("head", .integer(1...4096), default: nil, "elements of a row: 128")
    ),
    (
      [.attention],
      ParameterDescription(
        "tiles", .integer(1...16), default: nil,
        "tiles of queries with the same loads, forward: 2, of ampere 1")
    ),
    (
      [.gemm],
      ParameterDescription("rows", .integer(1...4096), default: nil, "rows of a tile: 128")
    ),
    (
      [.gemm],
      ParameterDescription(
        "columns", .integer(1...4096), default: nil, "columns of a tile: 256, of ampere 128")
    ),
    (
      [.gemm],
      ParameterDescription("depth", .integer(1...4096), default: nil, "depth of a piece: 64")
    ),
    (
      [.gemm],
      ParameterDescription(
        "steps", .integer(1...256), default: nil, "pieces of one iteration: 1")
    ),
    (
      [.attention, .gemm],
      ParameterDescription(
        "cycles-per-unit", .integer(1...1_000_000), default: nil,
        "cycles of one unit of time, 1 = raw cycles: 64")
    ),
  ]
}
