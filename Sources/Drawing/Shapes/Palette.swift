/// The colours of every picture: distinguishable with the common colour-vision deficiencies.
///
/// - Source: Okabe and Ito (2008), "Color Universal Design"; tints and shades are ours.
public enum Palette {
  /// Background.
  public static let paper = Colour(0xffffff)
  /// Main text and frames.
  public static let ink = Colour(0x1f2430)
  /// Secondary text.
  public static let faint = Colour(0x5b6472)
  /// Grid lines.
  public static let grid = Colour(0xe3e7ed)
  /// Background of a lane.
  public static let lane = Colour(0xf5f7fa)
  /// Work that is on time.
  public static let regular = Colour(0x56b4e9)
  /// Work or time that is late.
  public static let late = Colour(0xd55e00)
  /// Text about lateness on paper: `late` is too bright to read.
  public static let lateText = Colour(0xb34f00)

  /// The categorical colours in the order in which series take them.
  static let series: [Colour] = [
    Colour(0x0072b2), Colour(0xe69f00), Colour(0x009e73), Colour(0xcc79a7),
    Colour(0x56b4e9), Colour(0xd55e00), Colour(0xf0e442), Colour(0x7f7f7f),
  ]

  /// The colour of series `index`: eight hues, then their tints, then their shades, then again.
  ///
  /// - Parameter index: any integer; negative ones count backwards.
  public static func series(_ index: Int) -> Colour {
    let count = series.count
    let position = ((index % (3 * count)) + 3 * count) % (3 * count)
    let base = series[position % count]
    switch position / count {
    case 0: return base
    case 1: return base.mixed(with: paper, share: 0.5)
    default: return base.mixed(with: ink, share: 0.4)
    }
  }
}

extension Palette {
  /// Twenty colours as far apart from each other as possible, also for eyes without green receptors, and
  /// from the greys of lanes and outlines.
  private static let members: [Colour] = [
    Colour(0x166fba), Colour(0xba5702), Colour(0x6bb85a), Colour(0xde79bf), Colour(0x2b7351),
    Colour(0x98397e), Colour(0xfc9e47), Colour(0x15b5cb), Colour(0x9095fd), Colour(0xe3e585),
    Colour(0x77f8e1), Colour(0xfab1f3), Colour(0xae7e7d), Colour(0x566286), Colour(0x7c7d0f),
    Colour(0x815849), Colour(0x865fc1), Colour(0xf0777a), Colour(0x79caaf), Colour(0x778db1),
  ]

  /// The colour of member `index` of a large set, such as one job of many: twenty colours, then lighter
  /// ones, then darker ones, then again.
  ///
  /// - Parameter index: any integer; negative ones count backwards.
  public static func member(_ index: Int) -> Colour {
    let count = members.count
    let position = ((index % (3 * count)) + 3 * count) % (3 * count)
    let base = members[position % count]
    switch position / count {
    case 0: return base
    case 1: return base.mixed(with: paper, share: 0.45)
    default: return base.mixed(with: ink, share: 0.4)
    }
  }
}

extension Palette {
  /// How many shades `level` has.
  public static let levelCount = 6

  /// Pale yellow, green, blue, dark violet: readable as an order also without colours.
  private static let levels: [Colour] = [
    Colour(0xf0e6a0), Colour(0xa9d79a), Colour(0x5bbfa8), Colour(0x3a95b8), Colour(0x3c62a8),
    Colour(0x3a2a72),
  ]

  /// The shade of level `index` of an ordered scale, pale to dark.
  ///
  /// - Parameter index: any integer; beyond the ends it is the shade of the end.
  public static func level(_ index: Int) -> Colour { levels[min(max(index, 0), levelCount - 1)] }
}

/// What the colour of a shape stands for.
public enum ColourClass: Sendable, Hashable {
  /// Ordinary work, on time.
  case regular
  /// Late work.
  case late
  /// Something without a meaning of its own, such as idle time or setup.
  case neutral
  /// Member of category number `index`, such as the job an operation belongs to.
  case series(Int)
  /// Member number `index` of a set too large for `series`.
  case member(Int)
  /// Level number `index` of an ordered scale of `Palette.levelCount` levels, such as sizes.
  case level(Int)

  /// The fill of this class.
  public var colour: Colour {
    switch self {
    case .regular: Palette.regular
    case .late: Palette.late
    case .neutral: Colour(0xc3cad4)
    case .series(let index): Palette.series(index)
    case .member(let index): Palette.member(index)
    case .level(let index): Palette.level(index)
    }
  }
}
