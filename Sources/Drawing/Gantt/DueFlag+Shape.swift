extension DueFlag.Kind {
  /// The colour of the mark.
  var colour: Colour {
    switch self {
    case .met: Palette.series(0)
    case .missed: Palette.late
    case .release: Palette.faint
    }
  }
}

extension DueFlag {
  /// Draws a stem with a triangle at its foot: it points to the time axis, or to the right at a release.
  static func drawMark(
    in writer: inout SVGWriter, x: Double, top: Double, foot: Double, kind: Kind,
    colour: Colour? = nil
  ) {
    var path = Path()
    outlineMark(x: x, top: top, foot: foot, kind: kind, in: &path)
    writer.path(path, style: .filled(colour ?? kind.colour))
  }

  /// Adds the outline of such a mark to `path`.
  private static func outlineMark(
    x: Double, top: Double, foot: Double, kind: Kind, in path: inout Path
  ) {
    path.move(to: Point(x - 0.5, top))
    path.line(to: Point(x + 0.5, top))
    path.line(to: Point(x + 0.5, foot - 5))
    if kind == .release {
      path.line(to: Point(x + 5, foot - 2.5))
      path.line(to: Point(x + 0.5, foot))
      path.line(to: Point(x - 0.5, foot))
    } else {
      path.line(to: Point(x + 2.5, foot - 5))
      path.line(to: Point(x, foot))
      path.line(to: Point(x - 2.5, foot - 5))
      path.line(to: Point(x - 0.5, foot - 5))
    }
    path.close()
  }

  /// Draws the bare marks of a strip that is too full for labels, as one shape per kind.
  static func drawCrowd(_ flags: [DueFlag], in writer: inout SVGWriter, foot: Double) {
    for kind in Kind.allCases {
      var path = Path()
      for flag in flags where flag.kind == kind {
        outlineMark(x: flag.x, top: foot - markHeight, foot: foot, kind: kind, in: &path)
      }
      guard !path.bytes.isEmpty else { continue }
      writer.path(path, style: .filled(kind.colour))
    }
  }
}
