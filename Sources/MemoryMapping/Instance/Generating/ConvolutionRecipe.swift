/// Convolutional networks that classify square pictures of three channels.
struct ConvolutionRecipe {
  /// Pictures.
  var batch = 8
  /// Pixels of a side.
  var side = 224

  private var picture: Picture { Picture(height: side, width: side, channels: 3) }

  /// Residual networks of bottleneck blocks, for 50, 101 or 152 layers.
  ///
  /// - Source: He, Zhang, Ren and Sun (2016), "Deep Residual Learning for Image Recognition".
  func residual(layers: Int, _ draft: inout GraphDraft) {
    var (value, size) = stem(channels: 64, &draft)
    let depths = layers >= 152 ? [3, 8, 36, 3] : layers >= 101 ? [3, 4, 23, 3] : [3, 4, 6, 3]
    for (stage, depth) in depths.enumerated() {
      let channels = 64 << stage
      for block in 0..<depth {
        let name = "s\(stage)b\(block)"
        let stride = block == 0 && stage > 0 ? 2 : 1
        let inner = Picture(height: size.height, width: size.width, channels: channels)
        let small = size.strided(stride, channels: channels)
        let wide = size.strided(stride, channels: 4 * channels)
        let first = draft.convolution(name + ".c1", value, size, to: inner, kernel: 1, batch: batch)
        let second = draft.convolution(
          name + ".c2", first, inner, to: small, kernel: 3, batch: batch)
        var shortcut = value
        if block == 0 {
          shortcut = draft.convolution(
            name + ".short", value, size, to: wide, kernel: 1, batch: batch)
        }
        value = draft.convolution(
          name + ".c3", second, small, to: wide, kernel: 1, batch: batch, extra: [shortcut])
        size = wide
      }
    }
    head(value, size, &draft)
  }

  /// Inverted bottlenecks with filters by channel.
  ///
  /// - Source: Sandler, Howard, Zhu, Zhmoginov and Chen (2018), "MobileNetV2: Inverted Residuals and Linear Bottlenecks".
  func mobile(_ draft: inout GraphDraft) {
    let image = draft.parameter("image", picture.elements(batch))
    var size = picture.strided(2, channels: 32)
    var value = draft.convolution("stem", image, picture, to: size, kernel: 3, batch: batch)
    let stages = [
      (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2),
      (6, 320, 1, 1),
    ]
    var number = 0
    for (factor, channels, count, firstStride) in stages {
      for block in 0..<count {
        let name = "b\(number)"
        number += 1
        let stride = block == 0 ? firstStride : 1
        let wide = Picture(
          height: size.height, width: size.width, channels: size.channels * factor)
        var inner = value
        if factor > 1 {
          inner = draft.convolution(name + ".exp", value, size, to: wide, kernel: 1, batch: batch)
        }
        let small = wide.strided(stride, channels: wide.channels)
        inner = draft.convolution(
          name + ".dw", inner, wide, to: small, kernel: 3, batch: batch, isDepthwise: true)
        let narrow = Picture(height: small.height, width: small.width, channels: channels)
        let isResidual = stride == 1 && channels == size.channels
        value = draft.convolution(
          name + ".proj", inner, small, to: narrow, kernel: 1, batch: batch,
          extra: isResidual ? [value] : [])
        size = narrow
      }
    }
    let last = Picture(height: size.height, width: size.width, channels: 1280)
    value = draft.convolution("last", value, size, to: last, kernel: 1, batch: batch)
    head(value, last, &draft)
  }

  /// Densely connected blocks: every layer reads the results of all earlier ones of its block.
  ///
  /// - Source: Huang, Liu, van der Maaten and Weinberger (2017), "Densely Connected Convolutional Networks".
  func dense(_ draft: inout GraphDraft) {
    let growth = 32
    var (value, size) = stem(channels: 64, &draft)
    for (stage, depth) in [6, 12, 24, 16].enumerated() {
      var parts = [value]
      var channels = size.channels
      for layer in 0..<depth {
        let name = "d\(stage)l\(layer)"
        let from = Picture(height: size.height, width: size.width, channels: channels)
        let inner = Picture(height: size.height, width: size.width, channels: 4 * growth)
        let added = Picture(height: size.height, width: size.width, channels: growth)
        let first = draft.convolution(
          name + ".c1", parts[0], from, to: inner, kernel: 1, batch: batch,
          extra: Array(parts[1...]))
        parts.append(
          draft.convolution(name + ".c2", first, inner, to: added, kernel: 3, batch: batch))
        channels += growth
      }
      let from = Picture(height: size.height, width: size.width, channels: channels)
      guard stage < 3 else {
        let joined = draft.elementwise("join", "join.y", from.elements(batch), cost: 1, parts)
        return head(joined, from, &draft)
      }
      let half = Picture(height: size.height, width: size.width, channels: channels / 2)
      let mixed = draft.convolution(
        "t\(stage).c", parts[0], from, to: half, kernel: 1, batch: batch, extra: Array(parts[1...]))
      size = half.strided(2, channels: half.channels)
      value = draft.elementwise(
        "t\(stage).pool", "t\(stage).y", size.elements(batch), cost: 4, [mixed])
    }
  }

  private func stem(
    channels: Int, _ draft: inout GraphDraft
  ) -> (GraphDraft.Value, Picture) {
    let image = draft.parameter("image", picture.elements(batch))
    let size = picture.strided(2, channels: channels)
    let value = draft.convolution("stem", image, picture, to: size, kernel: 7, batch: batch)
    let small = size.strided(2, channels: channels)
    return (
      draft.elementwise("pool", "pool.y", small.elements(batch), cost: 9, [value]), small
    )
  }

  private func head(_ value: GraphDraft.Value, _ size: Picture, _ draft: inout GraphDraft) {
    let mean = draft.elementwise(
      "mean", "mean.y", batch * size.channels, cost: Double(size.height * size.width), [value])
    let weight = draft.parameter("fc.w", size.channels * 1000)
    draft.output(
      draft.dense("fc", mean, rows: batch, size.channels, 1000, weight: weight, output: "logits"))
  }
}
