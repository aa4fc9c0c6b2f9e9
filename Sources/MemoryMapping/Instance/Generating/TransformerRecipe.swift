/// Transformers: a forward pass, a training step, or a step of decoding.
///
/// - Source: Vaswani, Shazeer, Parmar, Uszkoreit, Jones, Gomez, Kaiser and Polosukhin (2017), "Attention Is All You Need", with
///   normalisation first.
struct TransformerRecipe {
  /// Blocks, at least 1.
  var layers = 6
  /// Sequences.
  var batch = 1
  /// Tokens of a sequence.
  var sequence = 512
  /// Elements of a token.
  var width = 768
  /// Heads of attention.
  var heads = 3

  private static let vocabulary = 8192
  private var tokens: Int { batch * sequence }
  private var hidden: Int { tokens * width }
  private var scores: Int { batch * heads * sequence * sequence }
  /// Operations of scores, and of what they weigh.
  private var attention: Double { 2 * Double(batch) * Double(sequence) * Double(sequence * width) }

  /// What the backward pass of a block needs.
  struct Block {
    var input, norm1, qkv, probabilities, context, middle, norm2, inner: GraphDraft.Value
    var scale1, scale2, wqkv, wo, w1, w2: GraphDraft.Value
  }

  /// A forward pass from tokens to logits.
  func forward(_ draft: inout GraphDraft) {
    let tokens = draft.parameter("tokens", self.tokens)
    let table = draft.parameter("embedding", TransformerRecipe.vocabulary * width)
    let embedded = draft.add("embed.y", hidden)
    draft.record(
      "embed", matrix: 0, vector: Double(hidden),
      reads: [.init(tokens), .init(table, min(hidden, table.elements))], writes: [.init(embedded)])
    var value = embedded
    for layer in 0..<layers { (value, _) = block("l\(layer)", value, &draft) }
    let scale = draft.parameter("lnf", 2 * width)
    value = draft.elementwise("lnf", "lnf.y", hidden, cost: 8, [value, scale])
    let logits = draft.dense(
      "head", value, rows: self.tokens, width, TransformerRecipe.vocabulary, weight: table,
      output: "logits")
    draft.output(logits)
  }

  /// A step of training: forward, backward, and weights updated in place.
  func training(_ draft: inout GraphDraft) {
    var value = draft.parameter("x", hidden)
    let target = draft.parameter("target", hidden)
    var blocks: [Block] = []
    for layer in 0..<layers {
      let (result, block) = block("l\(layer)", value, &draft)
      blocks.append(block)
      value = result
    }
    var gradient = draft.elementwise("loss.grad", "g", hidden, cost: 3, [value, target])
    for (layer, block) in blocks.enumerated().reversed() {
      gradient = backward("l\(layer)", block, gradient, &draft)
    }
    draft.output(gradient)
  }

  private func block(
    _ name: String, _ input: GraphDraft.Value, _ draft: inout GraphDraft
  ) -> (result: GraphDraft.Value, block: Block) {
    let scale1 = draft.parameter(name + ".ln1", 2 * width)
    let norm1 = draft.elementwise(name + ".ln1", name + ".ln1.y", hidden, cost: 8, [input, scale1])
    let wqkv = draft.parameter(name + ".wqkv", 3 * width * width)
    let qkv = draft.dense(
      name + ".qkv", norm1, rows: tokens, width, 3 * width, weight: wqkv)
    let scores = draft.add(name + ".scores", self.scores)
    draft.record(
      name + ".qk", matrix: attention, vector: 0, reads: [.init(qkv, 2 * hidden)],
      writes: [.init(scores)])
    let probabilities = draft.elementwise(
      name + ".softmax", name + ".probs", self.scores, cost: 5, [scores])
    let context = draft.add(name + ".ctx", hidden)
    draft.record(
      name + ".av", matrix: attention, vector: 0,
      reads: [.init(probabilities), .init(qkv, hidden)], writes: [.init(context)])
    let wo = draft.parameter(name + ".wo", width * width)
    let middle = draft.dense(
      name + ".proj", context, rows: tokens, width, width, weight: wo, residual: input)
    let scale2 = draft.parameter(name + ".ln2", 2 * width)
    let norm2 = draft.elementwise(
      name + ".ln2", name + ".ln2.y", hidden, cost: 8, [middle, scale2])
    let w1 = draft.parameter(name + ".w1", 4 * width * width)
    let inner = draft.dense(name + ".ff1", norm2, rows: tokens, width, 4 * width, weight: w1)
    let w2 = draft.parameter(name + ".w2", 4 * width * width)
    let result = draft.dense(
      name + ".ff2", inner, rows: tokens, 4 * width, width, weight: w2, residual: middle)
    return (
      result,
      Block(
        input: input, norm1: norm1, qkv: qkv, probabilities: probabilities, context: context,
        middle: middle, norm2: norm2, inner: inner, scale1: scale1, scale2: scale2, wqkv: wqkv,
        wo: wo, w1: w1, w2: w2)
    )
  }
}

extension TransformerRecipe {
  /// The backward pass of a block and the update of its weights.
  ///
  /// - Returns: the gradient of its input.
  private func backward(
    _ name: String, _ block: Block, _ gradient: GraphDraft.Value, _ draft: inout GraphDraft
  ) -> GraphDraft.Value {
    let b = name + ".b"
    let square = 2 * Double(hidden) * Double(width)
    func product(
      _ id: String, _ output: String, _ elements: Int, _ size: Double, _ inputs: [GraphDraft.Value]
    ) -> GraphDraft.Value {
      draft.run("\(b).\(id)", "\(b).\(output)", elements, matrix: size, inputs)
    }
    let gf = product("ff2.dx", "gf", 4 * hidden, 4 * square, [gradient, block.w2])
    let dw2 = product("ff2.dw", "dw2", block.w2.elements, 4 * square, [gradient, block.inner])
    let gp = draft.elementwise(b + ".gelu.dx", b + ".gp", 4 * hidden, cost: 6, [gf, block.inner])
    let gh = product("ff1.dx", "gh", hidden, 4 * square, [gp, block.w1])
    let dw1 = product("ff1.dw", "dw1", block.w1.elements, 4 * square, [gp, block.norm2])
    let g1 = draft.elementwise(
      b + ".ln2.dx", b + ".g1", hidden, cost: 11, [gh, block.middle, gradient, block.scale2])
    let gc = product("proj.dx", "gc", hidden, square, [g1, block.wo])
    let dwo = product("proj.dw", "dwo", block.wo.elements, square, [g1, block.context])
    let gpr = product("av.dp", "gpr", scores, attention, [gc, block.qkv])
    let gv = product("av.dv", "gv", hidden, attention, [gc, block.probabilities])
    let gs = draft.elementwise(
      b + ".softmax.dx", b + ".gs", scores, cost: 4, [gpr, block.probabilities])
    let gqk = product("qk.dx", "gqk", 2 * hidden, 2 * attention, [gs, block.qkv])
    let ghh = product("qkv.dx", "ghh", hidden, 3 * square, [gqk, gv, block.wqkv])
    let dwqkv = product(
      "qkv.dw", "dwqkv", block.wqkv.elements, 3 * square, [gqk, gv, block.norm1])
    let result = draft.elementwise(
      b + ".ln1.dx", b + ".g", hidden, cost: 11, [ghh, block.input, g1, block.scale1])
    for (id, weight, change) in [
      ("w2", block.w2, dw2), ("w1", block.w1, dw1), ("wo", block.wo, dwo),
      ("wqkv", block.wqkv, dwqkv),
    ] {
      let new = draft.update(
        "\(name).\(id).sgd", "\(name).\(id).new", of: weight, vector: 2 * Double(weight.elements),
        [change])
      draft.output(new)
    }
    return result
  }

  /// A step of decoding: one token for each sequence, keys and values of the earlier ones in caches that are updated in place.
  func decoding(_ draft: inout GraphDraft) {
    let state = batch * width
    var value = draft.parameter("x", state)
    let attention = 4 * Double(batch) * Double(sequence) * Double(width)
    for layer in 0..<layers {
      let name = "l\(layer)"
      let cache = draft.parameter("kv\(layer)", 2 * batch * sequence * width)
      let wqkv = draft.parameter(name + ".wqkv", 3 * width * width)
      let query = draft.add(name + ".q", state)
      let entry = draft.add(name + ".kvn", 2 * state)
      draft.record(
        name + ".qkv", matrix: 6 * Double(state) * Double(width), vector: 0,
        reads: [.init(value), .init(wqkv)], writes: [.init(query), .init(entry)])
      let updated = draft.update(
        name + ".update", name + ".kv.new", of: cache, touched: 2 * state,
        vector: 2 * Double(state), [entry])
      draft.output(updated)
      // One query for each sequence: a product of matrix and vector, which vector units compute.
      let context = draft.run(
        name + ".attn", name + ".a", state, vector: attention, [query, updated])
      let wo = draft.parameter(name + ".wo", width * width)
      let middle = draft.dense(
        name + ".o", context, rows: batch, width, width, weight: wo, output: name + ".x1",
        residual: value)
      let w1 = draft.parameter(name + ".w1", 4 * width * width)
      let inner = draft.dense(
        name + ".ff1", middle, rows: batch, width, 4 * width, weight: w1, output: name + ".f")
      let w2 = draft.parameter(name + ".w2", 4 * width * width)
      value = draft.dense(
        name + ".ff2", inner, rows: batch, 4 * width, width, weight: w2, output: name + ".y",
        residual: middle)
    }
    draft.output(value)
  }
}
