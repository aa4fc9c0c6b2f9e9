/// What a loop of FlashAttention is made for: the forward pass over tiles of keys, or the backward pass over tiles of queries.
struct AttentionRecipe {
  /// The pass.
  enum Pass: String, CaseIterable {
    case forward, backward
  }

  var pass = Pass.forward
  var machine = TileMachine.hopper
  /// Rows of a tile of queries.
  var queries = 64
  /// Rows of a tile of keys and values.
  var keys = 128
  /// Elements of a row.
  var head = 128
  /// Tiles of queries that share the loads of an iteration, forward only.
  var tiles = 2
  /// Warpgroups.
  var warps = 3
  /// Cycles of one unit of time.
  var cyclesPerUnit = 64
  /// Bytes of an element in shared memory.
  static let bytes = 2

  /// `attention-forward_hopper_64x128x128_t2_w3_c64`.
  var name: String {
    "attention-\(pass.rawValue)_\(machine.rawValue)_\(queries)x\(keys)x\(head)"
      + (pass == .forward ? "_t\(tiles)" : "") + "_w\(warps)_c\(cyclesPerUnit)"
  }

  /// The loop.
  ///
  /// - Throws: `LoopInstance.Invalid` when resident data leave no memory, or numbers are too large.
  func instance() throws(LoopInstance.Invalid) -> LoopInstance {
    switch pass {
    case .forward: try forward()
    case .backward: try backward()
    }
  }

  /// Scores S = Q K', their exponentials P = exp(S - max), O = O * correction + P V, all tiles of queries with the same keys and values.
  ///
  /// - Source: Dao (2024), "FlashAttention-2"; Shah et al. (2024), "FlashAttention-3: fast and accurate attention with asynchrony and
  ///   low-precision"; for Blackwell the published description of FlashAttention-4.
  private func forward() throws(LoopInstance.Invalid) -> LoopInstance {
    var draft = TileDraft(machine)
    let size = keys * head * AttentionRecipe.bytes
    let (k, v) = (draft.load("ldK", bytes: size), draft.load("ldV", bytes: size))
    for tile in 1...max(1, tiles) {
      if machine.hasTensorMemory {
        tensorTile(&draft, String(tile), k, v)
      } else {
        registerTile(&draft, String(tile), k, v)
      }
    }
    return try draft.instance(
      name: name, warps: warps,
      shared: machine.sharedMemory - tiles * queries * head * AttentionRecipe.bytes,
      columns: TileMachine.tensorColumns, cyclesPerUnit: cyclesPerUnit)
  }

  /// A tile whose scores and output are in registers.
  private func registerTile(
    _ draft: inout TileDraft, _ name: String, _ k: TileDraft.Value, _ v: TileDraft.Value
  ) {
    let (scores, output) = (queries * keys, queries * head)
    let s = draft.product("S" + name, queries, keys, head, registers: scores, columns: 0)
    let maximum = draft.passes("max" + name, 2, elements: scores, registers: queries)
    let p = draft.exponentials("exp" + name, elements: scores, registers: scores / 2)
    let sum = draft.passes("sum" + name, 1, elements: scores, registers: queries)
    let rescale = draft.passes("scale" + name, 1, elements: output, registers: output)
    let pv = draft.product("PV" + name, queries, head, keys, registers: output, columns: 0)
    draft.wait(for: k, by: s, isRead: true)
    draft.wait(for: v, by: pv, isRead: true)
    if machine.isAsynchronous { draft.wait(for: s, by: maximum) } else { draft.use(s, by: maximum) }
    draft.use(s, by: p)
    softmax(&draft, maximum, p, sum, rescale)
    draft.use(p, by: pv)
    draft.use(rescale, by: pv)
    let last = pv.delayed(by: 1)
    if machine.isAsynchronous {
      draft.wait(for: last, by: rescale)
    } else {
      draft.use(last, by: rescale)
    }
  }

  /// A tile whose scores and output are in tensor memory; P takes the place of S.
  private func tensorTile(
    _ draft: inout TileDraft, _ name: String, _ k: TileDraft.Value, _ v: TileDraft.Value
  ) {
    let (scores, output) = (queries * keys, queries * head)
    let s = draft.product(
      "S" + name, queries, keys, head, registers: 0,
      columns: TileMachine.columns(queries, keys))
    let copy = draft.tensorLoad("ldS" + name, words: scores)
    let maximum = draft.passes("max" + name, 2, elements: scores, registers: queries)
    let p = draft.exponentials("exp" + name, elements: scores, registers: scores / 2)
    let stored = draft.store(
      "stP" + name, bytes: scores * AttentionRecipe.bytes, shared: 0, isTensor: true)
    let sum = draft.passes("sum" + name, 1, elements: scores, registers: queries)
    let rescale = draft.add(tensorRescale("scale" + name, words: output))
    let pv = draft.product(
      "PV" + name, queries, head, keys, registers: 0,
      columns: TileMachine.columns(queries, head))
    draft.wait(for: k, by: s, isRead: true)
    draft.wait(for: v, by: pv, isRead: true)
    draft.wait(for: s, by: copy, isRead: true)
    draft.read(s, by: pv)
    draft.use(copy, by: maximum)
    draft.use(copy, by: p)
    softmax(&draft, maximum, p, sum, rescale)
    draft.use(p, by: stored)
    draft.wait(for: stored, by: pv, isRead: true)
    draft.wait(for: rescale, by: pv)
    draft.wait(for: pv.delayed(by: 1), by: rescale)
  }

  /// What both kinds of tiles have in common: running maximum and sum.
  private func softmax(
    _ draft: inout TileDraft, _ maximum: TileDraft.Value, _ p: TileDraft.Value,
    _ sum: TileDraft.Value, _ rescale: TileDraft.Value
  ) {
    draft.use(maximum, by: p)
    draft.use(maximum.delayed(by: 1), by: maximum)
    draft.use(maximum, by: rescale)
    draft.use(p, by: sum)
    draft.use(sum.delayed(by: 1), by: sum)
  }

  /// Output that is loaded from tensor memory, multiplied and stored again.
  private func tensorRescale(_ id: String, words: Int) -> LoopOperation {
    let (load, store) = (TileMachine.tensorLoad(words), TileMachine.tensorStore(words * 4))
    let pass = machine.pass(words)
    return LoopOperation(
      id: id, cycles: load.latency + pass + store.latency,
      uses: [
        .init(unit: TileDraft.Unit.tensorMemory.rawValue, from: 0, to: load.busy),
        .init(
          unit: TileDraft.Unit.arithmetic.rawValue, from: load.latency, to: load.latency + pass),
        .init(
          unit: TileDraft.Unit.tensorMemory.rawValue, from: load.latency + pass,
          to: load.latency + pass + store.busy),
      ],
      memory: [
        .init(memory: TileDraft.Memory.tensor.rawValue, amount: TileMachine.columns(queries, head))
      ],
      spill: TileMachine.spill(0))
  }
}
