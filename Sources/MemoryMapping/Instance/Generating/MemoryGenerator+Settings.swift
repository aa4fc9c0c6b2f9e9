import OptCore

extension MemoryGenerator {
  private static let largest = 1 << 40
  private static let programs = Kind.allCases.filter(\.isProgram)
  private static let tables = Kind.allCases.filter { !$0.isProgram }

  /// Settings and the kinds they belong to.
  static let settings: [(kinds: [Kind], description: ParameterDescription)] =
    [
      (
        tables,
        ParameterDescription(
          "buffers", .integer(1...4_000_000), default: nil,
          "number of buffers: 100, of trace 10000")
      ),
      (
        [.random, .tight],
        ParameterDescription(
          "span", .integer(1...largest), default: nil, "ticks in which buffers live: 1000")
      ),
      (
        [.random],
        ParameterDescription(
          "longest", .integer(1...largest), default: nil, "longest life: a fifth of the span")
      ),
      (
        [.random, .trace],
        ParameterDescription(
          "largest", .integer(1...largest), default: nil,
          "largest size: 4096, of trace 1048576; small ones are as frequent as large ones")
      ),
      (
        [.random],
        ParameterDescription(
          "gaps", .real(0...1), default: nil, "share of buffers with a gap: 0")
      ),
      (
        [.tight],
        ParameterDescription(
          "memory", .integer(1...largest), default: nil,
          "bytes of the rectangle that is cut, the least peak: 1048576")
      ),
      (
        Kind.allCases.filter { $0 != .trace },
        ParameterDescription(
          "alignment", .integer(1...1 << 30), default: nil,
          "alignment of offsets: 1, of programs 512; of random powers of two up to this")
      ),
      (
        Kind.allCases,
        ParameterDescription(
          "room", .real(0...1000), default: nil,
          "static allocation: capacity as a multiple of the load; without it the least peak is wanted"
        )
      ),
    ] + programSettings

  private static let programSettings: [(kinds: [Kind], description: ParameterDescription)] = [
    (
      programs,
      ParameterDescription(
        "form", .choice(Form.allCases.map(\.rawValue)), default: nil,
        "of programs: mapping to fast memory (default), or static allocation of the results")
    ),
    (
      programs,
      ParameterDescription(
        "weights", .flag, default: nil, "static allocation: parameters are buffers too")
    ),
    (
      programs,
      ParameterDescription(
        "profile", .choice(Roofline.Profile.allCases.map(\.rawValue)), default: nil,
        "the machine: accel (bf16), of mobilenet edge (int8)")
    ),
    (
      programs,
      ParameterDescription(
        "capacity", .integer(0...largest), default: nil,
        "bytes of fast memory: 16777216, of edge 1048576")
    ),
    (
      programs,
      ParameterDescription(
        "preload", .integer(0...largest), default: nil,
        "bytes of parameters that may stay in fast memory: 0, of decode half the capacity")
    ),
    (
      programs.filter { $0 != .product },
      ParameterDescription(
        "batch", .integer(1...1024), default: nil,
        "pictures or sequences: 1, of mixer 4, of resnet and densenet 8, of decode 16")
    ),
    (
      [.transformer, .training, .decode, .mixer, .resnet, .unet],
      ParameterDescription(
        "layers", .integer(1...1000), default: nil,
        "blocks: 6, of training 3, of decode 12, of mixer 8; levels of unet: 5; 50, 101 or 152 of resnet"
      )
    ),
    (
      [.transformer, .training, .decode],
      ParameterDescription(
        "sequence", .integer(1...65536), default: nil, "tokens: 512, of decode 256 in the caches")
    ),
    (
      [.transformer, .training, .decode, .mixer, .unet],
      ParameterDescription(
        "width", .integer(1...16384), default: nil,
        "elements of a token: 768, of training 512, of decode 1024; channels of mixer 768, of unet 32"
      )
    ),
    (
      [.transformer, .training],
      ParameterDescription(
        "heads", .integer(1...256), default: nil, "heads of attention: 3, of training 2")
    ),
    (
      [.resnet, .mobilenet, .densenet, .unet],
      ParameterDescription(
        "side", .integer(32...4096), default: nil, "pixels of a side: 224, of unet 512")
    ),
    (
      [.product],
      ParameterDescription(
        "size", .integer(4...65536), default: nil, "rows of a matrix, a multiple of 4: 4096")
    ),
  ]
}
