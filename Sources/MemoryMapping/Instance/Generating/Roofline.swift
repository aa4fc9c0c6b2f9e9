/// Rates of a machine, from which generated programs have their times.
///
/// Rounded public figures of accelerators of the TPUv4i and of the edge class; the bandwidth of fast memory is an assumption.
struct Roofline {
  /// Known machines.
  enum Profile: String, CaseIterable {
    /// A data centre accelerator that computes in bf16.
    case accel
    /// A mobile accelerator that computes in int8.
    case edge
  }

  /// The machine.
  let profile: Profile

  /// Operations per second in matrix units.
  var matrixRate: Double { profile == .accel ? 138e12 : 8e12 }
  /// Operations per second in vector units.
  var vectorRate: Double { profile == .accel ? 4.3e12 : 0.5e12 }
  /// Bytes per second from slow memory.
  var slowRate: Double { profile == .accel ? 614e9 : 34e9 }
  /// Bytes per second from fast memory.
  var fastRate: Double { profile == .accel ? 4.9e12 : 0.4e12 }
  /// Picoseconds that an instruction takes besides.
  var overhead: Double { profile == .accel ? 4e5 : 1e6 }
  /// Bytes of an element.
  var elementSize: Int { profile == .accel ? 2 : 1 }

  /// Picoseconds that bytes take at a rate, rounded up.
  static func time(of bytes: Int, at rate: Double) -> Int { count(Double(bytes) * 1e12 / rate) }

  /// Picoseconds of a computation at an efficiency.
  func time(matrix: Double, vector: Double, efficiency: Double) -> Int {
    Roofline.count(
      (matrix / matrixRate + vector / vectorRate) * 1e12 / efficiency + overhead)
  }

  /// Rounded up; what is beyond 2^60 becomes 2^60 + 1, which no instance takes.
  private static func count(_ value: Double) -> Int {
    value < 0x1p60 ? Int(value.rounded(.up)) : (1 << 60) + 1
  }
}
