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

  /// Perceived brightness, 0 (black) to 1 (white): the luma weights of ITU-R BT.601.
  public var brightness: Double {
    (0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue)) / 255
  }

  /// Black or white, whichever reads better on top of this colour.
  public var textColour: Colour {
    brightness > 0.42 ? Palette.ink : Palette.paper
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
