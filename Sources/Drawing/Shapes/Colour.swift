import Glibc

/// An opaque sRGB colour with 8 bits per channel.
public struct Colour: Sendable, Hashable {
  /// Red channel, 0...255.
  public let red: UInt8
  /// Green channel, 0...255.
  public let green: UInt8
  /// Blue channel, 0...255.
  public let blue: UInt8

  /// The colour with the given channels.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The colour written `0xRRGGBB`; bits above the lowest 24 are ignored.
  public init(_ hex: UInt32) {
    self.init(
      red: UInt8(truncatingIfNeeded: hex >> 16),
      green: UInt8(truncatingIfNeeded: hex >> 8),
      blue: UInt8(truncatingIfNeeded: hex))
  }

  /// The colour on the straight line to `other`; `share` 0 is this colour, 1 is `other`.
  public func mixed(with other: Colour, share: Double) -> Colour {
    let weight = min(max(share, 0), 1)
    func channel(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8((Double(from) + (Double(to) - Double(from)) * weight).rounded())
    }
    return Colour(
      red: channel(red, other.red), green: channel(green, other.green),
      blue: channel(blue, other.blue))
  }

  /// The colour of text on top of this one: ink or paper where they contrast enough, else black, which then does.
  public var textColour: Colour {
    let onInk = contrast(with: Palette.ink)
    let onPaper = contrast(with: Palette.paper)
    if max(onInk, onPaper) >= Colour.readableContrast {
      return onInk >= onPaper ? Palette.ink : Palette.paper
    }
    return Colour(0x000000)
  }

  /// The contrast that text needs at least (WCAG 2.2, 1.4.3).
  public static let readableContrast = 4.5

  /// The contrast ratio of WCAG 2.2, 1 (equal) to 21 (black and white); symmetric.
  public func contrast(with other: Colour) -> Double {
    let (mine, others) = (luminance, other.luminance)
    return (max(mine, others) + 0.05) / (min(mine, others) + 0.05)
  }

  /// Relative luminance of sRGB (IEC 61966-2-1), 0 to 1.
  private var luminance: Double {
    func linear(_ channel: UInt8) -> Double {
      let share = Double(channel) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// The colour as `#rrggbb`.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var bytes: [UInt8] = [UInt8(ascii: "#")]
    for channel in [red, green, blue] {
      bytes.append(digits[Int(channel >> 4)])
      bytes.append(digits[Int(channel & 15)])
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
