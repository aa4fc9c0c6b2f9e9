extension AttentionRecipe {
  /// The backward pass: S = Q K', P = exp(S), dP = dO V', dS = P (dP - D), then dV += P' dO, dK += dS' Q, and dQ = dS K, which is added to
  /// global memory. Keys, values and both accumulators stay.
  ///
  /// - Source: Dao (2024), "FlashAttention-2: faster attention with better parallelism and work partitioning", algorithm 2.
  func backward() throws(LoopInstance.Invalid) -> LoopInstance {
    var draft = TileDraft(machine)
    let (scores, output) = (queries * keys, queries * head)
    let (bytes, columns) = (AttentionRecipe.bytes, TileMachine.columns(queries, keys))
    let q = draft.load("ldQ", bytes: output * bytes)
    let dO = draft.load("lddO", bytes: output * bytes)
    let s = draft.product("S", queries, keys, head, registers: scores, columns: columns)
    let dP = draft.product("dP", queries, keys, head, registers: scores, columns: columns)
    let dV = draft.product("dV", keys, head, queries, registers: 0, columns: 0)
    let dK = draft.product("dK", keys, head, queries, registers: 0, columns: 0)
    let dQ = draft.product(
      "dQ", queries, head, keys, registers: output,
      columns: TileMachine.columns(queries, head))
    let p = draft.exponentials("exp", elements: scores, registers: scores / 2)
    let storedP = store(&draft, "stP", bytes: scores * bytes)
    let dS = draft.passes("dS", 3, elements: scores, registers: scores / 2)
    let storedS = store(&draft, "stdS", bytes: scores * bytes)
    let storedQ = draft.store(
      "stdQ", bytes: output * 4, shared: output * 4, isTensor: false)
    let reduced = draft.add(
      LoopOperation(
        id: "redQ", cycles: machine.copy(output * 4),
        uses: [
          .init(unit: TileDraft.Unit.copy.rawValue, from: 0, to: machine.copy(output * 4))
        ], issue: 1))
    for (value, product) in [(q, s), (dO, dP), (dO, dV), (q, dK)] {
      draft.wait(for: value, by: product, isRead: true)
    }
    fetch(&draft, s, "ldS", words: scores, by: p)
    fetch(&draft, dP, "lddP", words: scores, by: dS)
    fetch(&draft, dQ, "lddQ", words: output, by: storedQ)
    draft.use(p, by: storedP)
    draft.use(p, by: dS)
    draft.use(dS, by: storedS)
    for (value, product) in [(storedP, dV), (storedS, dK), (storedS, dQ)] {
      draft.wait(for: value, by: product, isRead: true)
    }
    draft.wait(for: storedQ, by: reduced, isRead: true)
    draft.use(dV.delayed(by: 1), by: dV, kind: .order)
    draft.use(dK.delayed(by: 1), by: dK, kind: .order)
    return try draft.instance(
      name: name, warps: warps, shared: machine.sharedMemory - 2 * keys * head * bytes,
      columns: TileMachine.tensorColumns - 2 * TileMachine.columns(keys, head),
      cyclesPerUnit: cyclesPerUnit)
  }

  /// A tile in shared memory, which tensor cores read.
  private func store(_ draft: inout TileDraft, _ id: String, bytes: Int) -> TileDraft.Value {
    draft.store(id, bytes: bytes, shared: bytes, isTensor: machine.hasTensorMemory)
  }

  /// A product's result for another operation: by way of registers where it is in tensor memory.
  private func fetch(
    _ draft: inout TileDraft, _ product: TileDraft.Value, _ id: String, words: Int,
    by user: TileDraft.Value
  ) {
    if machine.hasTensorMemory {
      let copy = draft.tensorLoad(id, words: words)
      draft.wait(for: product, by: copy, isRead: true)
      draft.use(copy, by: user)
    } else if machine.isAsynchronous {
      draft.wait(for: product, by: user)
    } else {
      draft.use(product, by: user)
    }
  }
}
