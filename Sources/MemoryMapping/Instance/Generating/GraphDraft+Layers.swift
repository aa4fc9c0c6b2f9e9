/// The size of a picture with channels.
struct Picture {
  var height: Int
  var width: Int
  var channels: Int

  /// Elements of a batch of them.
  func elements(_ batch: Int) -> Int { batch * height * width * channels }

  /// Halved as often as a stride says, rounded up.
  func strided(_ stride: Int, channels: Int) -> Picture {
    Picture(
      height: (height + stride - 1) / stride, width: (width + stride - 1) / stride,
      channels: channels)
  }
}

extension GraphDraft {
  /// A matrix product of `rows` x `inner` by `inner` x `columns`, with a weight of its own.
  ///
  /// - Parameter residual: what is added to the result; nil = nothing.
  mutating func dense(
    _ id: String, _ input: Value, rows: Int, _ inner: Int, _ columns: Int, weight: Value,
    output: String? = nil, residual: Value? = nil
  ) -> Value {
    run(
      id, output ?? id + ".y", rows * columns,
      matrix: 2 * Double(rows) * Double(inner) * Double(columns),
      [input, weight] + (residual.map { [$0] } ?? []))
  }

  /// An operation that does something to every element.
  mutating func elementwise(
    _ id: String, _ output: String, _ elements: Int, cost: Double, _ inputs: [Value]
  ) -> Value {
    run(id, output, elements, vector: cost * Double(elements), inputs)
  }

  /// A convolution with a weight of its own; the activation after it and the sum with a residual are part of it.
  ///
  /// - Parameter isDepthwise: whether every channel has its own filter, which vector units compute.
  mutating func convolution(
    _ id: String, _ input: Value, _ from: Picture, to: Picture, kernel: Int, batch: Int,
    isDepthwise: Bool = false, extra: [Value] = []
  ) -> Value {
    let inputs = isDepthwise ? 1 : from.channels
    let weight = parameter(id + ".w", kernel * kernel * inputs * to.channels)
    let work = 2 * Double(to.elements(batch)) * Double(kernel * kernel) * Double(inputs)
    return run(
      id, id + ".y", to.elements(batch), matrix: isDepthwise ? 0 : work,
      vector: isDepthwise ? work : 0, [input, weight] + extra)
  }
}
