/// A network that halves pictures and doubles them again, with connections across.
///
/// - Source: Ronneberger, Fischer and Brox (2015), "U-Net: Convolutional Networks for Biomedical Image Segmentation".
struct UNetRecipe {
  /// Pictures.
  var batch = 1
  /// Levels, at least 2.
  var levels = 5
  /// Pixels of a side.
  var side = 512
  /// Channels of the first level.
  var width = 32

  /// Writes it down.
  func write(_ draft: inout GraphDraft) {
    var size = Picture(height: side, width: side, channels: 4)
    var value = draft.parameter("image", size.elements(batch))
    var skips: [(value: GraphDraft.Value, size: Picture)] = []
    for level in 0..<levels {
      let wide = Picture(height: size.height, width: size.width, channels: width << level)
      value = draft.convolution("d\(level).a", value, size, to: wide, kernel: 3, batch: batch)
      value = draft.convolution("d\(level).b", value, wide, to: wide, kernel: 3, batch: batch)
      size = wide
      guard level < levels - 1 else { break }
      skips.append((value, wide))
      size = wide.strided(2, channels: wide.channels)
      value = draft.elementwise(
        "d\(level).pool", "d\(level).p", size.elements(batch), cost: 4, [value])
    }
    for (level, skip) in skips.enumerated().reversed() {
      let name = "u\(level)"
      let weight = draft.parameter(name + ".wt", 4 * size.channels * skip.size.channels)
      let elements = skip.size.elements(batch)
      value = draft.run(
        name + ".up", name + ".y", elements, matrix: 2 * Double(elements) * Double(size.channels),
        [value, weight])
      var joined = skip.size
      joined.channels *= 2
      value = draft.convolution(
        name + ".a", value, joined, to: skip.size, kernel: 3, batch: batch, extra: [skip.value])
      value = draft.convolution(
        name + ".b", value, skip.size, to: skip.size, kernel: 3, batch: batch)
      size = skip.size
    }
    var last = size
    last.channels = 2
    draft.output(draft.convolution("out", value, size, to: last, kernel: 1, batch: batch))
  }
}

/// A network that mixes patches and channels in turn.
///
/// - Source: Tolstikhin and others (2021), "MLP-Mixer: An all-MLP Architecture for Vision".
struct MixerRecipe {
  /// Pictures.
  var batch = 4
  /// Blocks.
  var layers = 8
  /// Channels.
  var width = 768
  /// Patches of a picture.
  var patches = 196

  /// Writes it down.
  func write(_ draft: inout GraphDraft) {
    let rows = batch * patches
    let elements = rows * width
    let image = draft.parameter("patches", elements)
    let stem = draft.parameter("stem.w", width * width)
    var value = draft.dense("stem", image, rows: rows, width, width, weight: stem)
    for layer in 0..<layers {
      let name = "m\(layer)"
      let first = draft.elementwise(name + ".ln1", name + ".h", elements, cost: 8, [value])
      let wa = draft.parameter(name + ".wa", patches * width / 2)
      let inner = draft.dense(
        name + ".tok1", first, rows: batch * width, patches, width / 2, weight: wa,
        output: name + ".t")
      let wb = draft.parameter(name + ".wb", patches * width / 2)
      let mixed = draft.dense(
        name + ".tok2", inner, rows: batch * width, width / 2, patches, weight: wb,
        output: name + ".x1", residual: value)
      let second = draft.elementwise(name + ".ln2", name + ".h2", elements, cost: 8, [mixed])
      let w1 = draft.parameter(name + ".w1", 4 * width * width)
      let wide = draft.dense(name + ".ch1", second, rows: rows, width, 4 * width, weight: w1)
      let w2 = draft.parameter(name + ".w2", 4 * width * width)
      value = draft.dense(
        name + ".ch2", wide, rows: rows, 4 * width, width, weight: w2, residual: mixed)
    }
    let mean = draft.elementwise("mean", "mean.y", batch * width, cost: Double(patches), [value])
    let weight = draft.parameter("head.w", width * 1000)
    draft.output(
      draft.dense("head", mean, rows: batch, width, 1000, weight: weight, output: "logits"))
  }
}

/// The product of two square matrices with seven products of blocks instead of eight, on two levels.
///
/// - Source: Strassen (1969), "Gaussian elimination is not optimal".
struct BlockProductRecipe {
  /// Rows of a matrix, a multiple of 4.
  var size = 4096

  /// Signed sums of blocks (0 to 3, by rows) that the seven products take, and the products that each block of the result sums.
  private static let left = [[0, 3], [2, 3], [0], [3], [0, 1], [0, 2], [1, 3]]
  private static let right = [[0, 3], [0], [1, 3], [0, 2], [3], [0, 1], [2, 3]]
  private static let results = [[0, 3, 4, 6], [2, 4], [1, 3], [0, 1, 2, 5]]

  /// Four blocks of a matrix, by rows.
  private typealias Blocks = [GraphDraft.Value]

  /// Writes it down.
  func write(_ draft: inout GraphDraft) {
    let side = size / 4
    func matrix(_ name: String) -> [Blocks] {
      let blocks = (0..<16).map { draft.parameter("\(name)\($0 / 4)\($0 % 4)", side * side) }
      return (0..<4).map { outer in
        (0..<4).map { inner in
          blocks[(outer / 2 * 2 + inner / 2) * 4 + outer % 2 * 2 + inner % 2]
        }
      }
    }
    let (a, b) = (matrix("A"), matrix("B"))
    var products: [Blocks] = []
    for outer in 0..<7 {
      let x = sums("a\(outer)", BlockProductRecipe.left[outer].map { a[$0] }, &draft)
      let y = sums("b\(outer)", BlockProductRecipe.right[outer].map { b[$0] }, &draft)
      products.append(product("\(outer)", x, y, side, &draft))
    }
    for (block, terms) in BlockProductRecipe.results.enumerated() {
      for value in sums("c\(block)", terms.map { products[$0] }, &draft) { draft.output(value) }
    }
  }

  /// The sum of matrices, block by block; a single one stays as it is.
  private func sums(_ name: String, _ terms: [Blocks], _ draft: inout GraphDraft) -> Blocks {
    guard terms.count > 1 else { return terms[0] }
    return (0..<4).map { block in
      let id = "\(name).\(block / 2)\(block % 2)"
      return draft.elementwise(
        id, id + ".y", terms[0][block].elements, cost: Double(terms.count - 1),
        terms.map { $0[block] })
    }
  }

  private func product(
    _ name: String, _ x: Blocks, _ y: Blocks, _ side: Int, _ draft: inout GraphDraft
  ) -> Blocks {
    let elements = side * side
    func operand(_ id: String, _ terms: [GraphDraft.Value]) -> GraphDraft.Value {
      terms.count == 1
        ? terms[0] : draft.elementwise(id, id + ".y", elements, cost: 1, terms)
    }
    var products: [GraphDraft.Value] = []
    for inner in 0..<7 {
      let id = "p\(name)\(inner)"
      let left = operand(id + ".a", BlockProductRecipe.left[inner].map { x[$0] })
      let right = operand(id + ".b", BlockProductRecipe.right[inner].map { y[$0] })
      products.append(
        draft.run(
          id, id + ".m", elements, matrix: 2 * Double(elements) * Double(side), [left, right]))
    }
    return BlockProductRecipe.results.enumerated().map { block, terms in
      let id = "q\(name).\(block)"
      return draft.elementwise(
        id, id + ".y", elements, cost: Double(terms.count - 1), terms.map { products[$0] })
    }
  }
}
