/// Curves over a common horizontal axis: convergence over time, performance profiles, sweeps.
public struct LineChart: Sendable, Hashable {
  /// How consecutive points are joined.
  public enum Interpolation: Sendable, Hashable {
    /// By straight lines.
    case linear
    /// The value holds until the next point: incumbents, bounds, counts.
    case step
  }

  /// One curve.
  public struct Series: Sendable, Hashable {
    /// Its name in the legend.
    public var name: String
    /// Its points (x, y); ascending in x where it is a step curve. Points that the axes cannot
    /// show, such as 0 on a logarithmic one, interrupt the curve.
    public var points: [Point]
    /// How the points are joined.
    public var interpolation: Interpolation
    /// Its colour; nil takes that of its place.
    public var colour: Colour?
    /// Its place among the looks that the palette gives curves; nil is its place in the chart. Charts that show
    /// different curves of one set give each curve the same look by it.
    public var place: Int?
    /// Whether the line is dashed.
    public var isDashed: Bool
    /// Whether a dot marks each point.
    public var hasDots: Bool

    /// A curve with the given parts.
    public init(
      _ name: String, _ points: [Point], interpolation: Interpolation = .linear,
      colour: Colour? = nil, place: Int? = nil, isDashed: Bool = false, hasDots: Bool = false
    ) {
      self.name = name
      self.points = points
      self.interpolation = interpolation
      self.colour = colour
      self.place = place
      self.isDashed = isDashed
      self.hasDots = hasDots
    }
  }

  /// What an axis shows; limits that are nil follow from the data.
  public struct AxisOptions: Sendable, Hashable {
    /// Name of the quantity, with its unit.
    public var label: String
    /// How values are spread.
    public var scale: Axis.Scale
    /// Smallest value shown.
    public var lower: Double?
    /// Largest value shown.
    public var upper: Double?

    /// An axis with the given name, scale and limits.
    public init(
      _ label: String, scale: Axis.Scale = .linear, lower: Double? = nil, upper: Double? = nil
    ) {
      self.label = label
      self.scale = scale
      self.lower = lower
      self.upper = upper
    }
  }

  /// Heading of the picture.
  public var title: String
  /// The horizontal axis.
  public var x: AxisOptions
  /// The vertical axis.
  public var y: AxisOptions
  /// The curves; later ones are drawn over earlier ones.
  public var series: [Series]
  /// Width in user units, 240...20,000.
  public var width: Double
  /// Height in user units, 160...20,000.
  public var height: Double

  /// A chart with the given heading, axes and curves.
  public init(
    title: String, x: AxisOptions, y: AxisOptions, series: [Series], width: Double = 900,
    height: Double = 480
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.series = series
    self.width = width
    self.height = height
  }

  /// The chart as an SVG document, with what maps values to places in it.
  public func plotted() -> PlottedChart {
    let renderer = LineRenderer(chart: self)
    return PlottedChart(
      svg: renderer.render(), area: renderer.frame.area, x: renderer.frame.x, y: renderer.frame.y)
  }

  /// The chart as an SVG document.
  ///
  /// - Complexity: O(total number of points); the size of the document is bounded by the number of
  ///   series and the width, however many points there are.
  public func svg() -> String {
    LineRenderer(chart: self).render()
  }
}

/// A picture of a chart and the geometry that a page needs to answer to the pointer.
public struct PlottedChart: Sendable, Hashable {
  /// The SVG document.
  public let svg: String
  /// The area that the axes enclose, in user units of the document.
  public let area: Rectangle
  /// The horizontal axis.
  public let x: Axis
  /// The vertical axis.
  public let y: Axis
}
