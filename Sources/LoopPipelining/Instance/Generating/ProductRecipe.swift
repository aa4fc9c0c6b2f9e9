/// What the main loop of a matrix product is made for: every iteration loads a piece of both matrices and adds their product to an accumulator.
struct ProductRecipe {
  var machine = TileMachine.hopper
  /// Rows of a tile.
  var rows = 128
  /// Columns of a tile.
  var columns = 256
  /// Depth of a piece.
  var depth = 64
  /// Pieces of one iteration.
  var steps = 1
  /// Warpgroups.
  var warps = 3
  /// Cycles of one unit of time.
  var cyclesPerUnit = 64
  /// Bytes of an element in shared memory.
  private static let bytes = 2

  /// `gemm_hopper_128x256x64_k1_w3_c64`.
  var name: String {
    "gemm_\(machine.rawValue)_\(rows)x\(columns)x\(depth)_k\(steps)_w\(warps)_c\(cyclesPerUnit)"
  }

  /// The loop. Accumulators in registers are shared out among the warpgroups that compute.
  ///
  /// - Throws: `LoopInstance.Invalid` when numbers are too large.
  func instance() throws(LoopInstance.Invalid) -> LoopInstance {
    var draft = TileDraft(machine)
    let computing = machine.isAsynchronous ? max(1, warps - 1) : warps
    var products: [TileDraft.Value] = []
    for step in 0..<max(1, steps) {
      let a = draft.load("ldA\(step)", bytes: rows * depth * ProductRecipe.bytes)
      let b = draft.load("ldB\(step)", bytes: columns * depth * ProductRecipe.bytes)
      let product = draft.product(
        "mma\(step)", rows, columns, depth, registers: rows * columns, columns: 0,
        warps: computing)
      draft.wait(for: a, by: product, isRead: true)
      draft.wait(for: b, by: product, isRead: true)
      if let last = products.last { accumulate(&draft, last, product) }
      products.append(product)
    }
    if let first = products.first, let last = products.last {
      accumulate(&draft, last.delayed(by: 1), first)
    }
    return try draft.instance(
      name: name, warps: warps, shared: machine.sharedMemory,
      columns: TileMachine.tensorColumns - TileMachine.columns(rows, columns),
      cyclesPerUnit: cyclesPerUnit)
  }

  /// The next product adds to what the last one left, which stays in tensor memory or is a value in registers.
  private func accumulate(
    _ draft: inout TileDraft, _ last: TileDraft.Value, _ next: TileDraft.Value
  ) {
    draft.use(last, by: next, kind: machine.hasTensorMemory ? .order : .data)
  }
}
