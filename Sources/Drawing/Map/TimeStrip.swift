/// Quantities stacked on each other at every tick, below a picture with the same horizontal axis.
public struct TimeStrip: Sendable, Hashable {
  /// One quantity.
  public struct Layer: Sendable, Hashable {
    /// Its name in the legend.
    public var label: String
    /// Its colour.
    public var colour: ColourClass
    /// Its amount at every tick; what is missing is 0.
    public var values: [Double]

    /// A quantity with its amounts.
    public init(label: String, colour: ColourClass, values: [Double]) {
      (self.label, self.colour, self.values) = (label, colour, values)
    }
  }

  /// The name of the vertical axis.
  public var label: String
  /// The quantities, lowest first.
  public var layers: [Layer]
  /// The first tick.
  public var start: Int
  /// Height in user units.
  public var height: Double

  /// A strip of the given layers.
  public init(label: String, layers: [Layer], start: Int = 0, height: Double = 240) {
    (self.label, self.layers, self.start, self.height) = (label, layers, start, height)
  }

  /// How many ticks there are.
  var count: Int { layers.map(\.values.count).max() ?? 0 }

  /// The greatest sum of a tick.
  var top: Double {
    (0..<count).map { tick in layers.reduce(0) { $0 + $1.value(tick) } }.max() ?? 0
  }

  /// Draws the layers, several ticks together where they are narrower than half a unit of the picture.
  func draw(in writer: inout SVGWriter, x: Axis, y: Axis) {
    let group = max(1, Int(Double(count) / max(1, 2 * (x.end - x.start))))
    for (index, layer) in layers.enumerated() {
      var path = Path()
      var isEmpty = true
      for first in stride(from: 0, to: count, by: group) {
        let ticks = first..<min(first + group, count)
        func mean(_ layers: ArraySlice<Layer>) -> Double {
          ticks.reduce(0) { sum, tick in layers.reduce(sum) { $0 + $1.value(tick) } }
            / Double(ticks.count)
        }
        let base = mean(layers[..<index])
        let amount = mean([layer])
        guard amount > 0 else { continue }
        isEmpty = false
        let left = x.position(of: Double(start) + Double(ticks.lowerBound))
        let right = x.position(of: Double(start) + Double(ticks.upperBound))
        let upper = y.position(of: base + amount)
        path.rectangle(
          Rectangle(
            x: left, y: upper, width: right - left, height: y.position(of: base) - upper))
      }
      if !isEmpty { writer.path(path, style: .filled(layer.colour.colour)) }
    }
  }
}

extension TimeStrip.Layer {
  fileprivate func value(_ tick: Int) -> Double {
    guard values.indices ~= tick, values[tick].isFinite else { return 0 }
    return max(0, values[tick])
  }
}
