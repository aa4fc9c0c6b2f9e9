import MemoryMapping
import OptCore
import TestSupport

/// Texts that are read, and short ways to read them.
enum MemoryTexts {
  static let family = MemoryMappingFamily()
  static let broken = SharedData.packageRoot + "/Tests/MemoryMappingTests/Broken/"
  static let instances = SharedData.packageRoot + "/Instances/memory/"

  /// Every column, with an empty line and something after it.
  static let table = """
    id,lower,upper,size,alignment,hint,gaps,offset
    a,0,10,8,1,,3-6,
    b,3,6,8,4,8,,-1
    "c, d",2,7,8,1,-1,4-5@0:2,16

    whatever
    """

  /// Two instructions, a parameter, an output, an alias group and a reserved block.
  static let program = """
    {"format": "optsolve-memmap-1", "name": "two", "capacity": 24, "alignment": 4, "preload_bytes": 8,
     "instructions": [
      {"id": "i0", "compute_ps": 20,
       "reads": [{"tensor": "w", "slow_ps": 8, "fast_ps": 1}],
       "writes": [{"tensor": "a", "slow_ps": 8, "fast_ps": 1}]},
      {"compute_ps": 2,
       "reads": [{"tensor": "a", "slow_ps": 8, "fast_ps": 1}, {"tensor": "w", "slow_ps": 8, "fast_ps": 1}],
       "writes": [{"tensor": "b", "slow_ps": 8, "fast_ps": 1}]}],
     "tensors": [
      {"id": "w", "size": 8, "copy_ps": 8, "param": true},
      {"id": "a", "size": 8, "copy_ps": 8},
      {"id": "b", "size": 8, "copy_ps": 8, "output": true}],
     "aliases": [["a", "b"]],
     "reserved": [{"lower": 0, "upper": 1, "offset": 20, "size": 4}]}
    """

  static func read(_ text: SourceText, _ settings: [String] = []) throws -> MemoryInstance {
    try family.read(
      text, pick: nil,
      parameters: try ParameterValues(settings, allowed: family.readParameters))
  }

  static func read(
    _ text: String, _ settings: [String] = [], file: String = "x"
  ) throws -> MemoryInstance {
    try read(SourceText(file: file, text: text), settings)
  }

  static func generate(_ settings: [String], seed: UInt64 = 1) throws -> MemoryInstance {
    let allowed = family.generatorParameters ?? []
    return try family.generate(try ParameterValues(settings, allowed: allowed), seed: seed)
  }

  /// The instance as `convert` writes it.
  static func written(_ instance: MemoryInstance) throws -> [UInt8] {
    try family.convert(
      instance, to: instance.mapping == nil ? "csv" : "json", formulation: nil,
      parameters: ParameterValues())
  }
}
