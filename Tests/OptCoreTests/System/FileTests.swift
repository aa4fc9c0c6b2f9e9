import Foundation
import OptCore
import Testing

@Suite("Files are read whole and written atomically")
struct FileTests {
  /// An empty folder that the body may fill.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "optsolve-files-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func purpose(_ body: () throws(FileError) -> Void) -> FileError.Purpose? {
    do throws(FileError) {
      try body()
      return nil
    } catch {
      return error.purpose
    }
  }

  @Test("A new file, and an old one that is replaced, with nothing left beside it")
  func writing() throws {
    try inFolder { folder in
      let path = folder + "/a.json"
      try FileOutput.write(Array("old".utf8), to: path)
      try FileOutput.write([], to: path)
      #expect(try SourceText.read(path: path).bytes == [])
      let large = [UInt8](repeating: 7, count: 3_000_000)
      try FileOutput.write(large, to: path)
      #expect(try SourceText.read(path: path).bytes == large)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left == ["a.json"])
    }
  }

  @Test(
    "Symbolic links are followed and stay, also a chain of them and one that leads to no file yet")
  func links() throws {
    try inFolder { folder in
      let manager = FileManager.default
      try manager.createDirectory(atPath: folder + "/data", withIntermediateDirectories: true)
      try FileOutput.write(Array("old".utf8), to: folder + "/data/plan.json")
      try manager.createSymbolicLink(
        atPath: folder + "/first", withDestinationPath: "data/plan.json")
      try manager.createSymbolicLink(
        atPath: folder + "/second", withDestinationPath: folder + "/first")
      try manager.createSymbolicLink(atPath: folder + "/new", withDestinationPath: "data/new.json")
      try manager.createSymbolicLink(atPath: folder + "/circle", withDestinationPath: "circle")
      try FileOutput.write(Array("plan".utf8), to: folder + "/second")
      try FileOutput.write(Array("fresh".utf8), to: folder + "/new")
      for (link, target) in [("first", "data/plan.json"), ("new", "data/new.json")] {
        #expect(
          try manager.destinationOfSymbolicLink(atPath: folder + "/" + link) == target)
      }
      #expect(try SourceText.read(path: folder + "/data/plan.json").bytes == Array("plan".utf8))
      #expect(try SourceText.read(path: folder + "/data/new.json").bytes == Array("fresh".utf8))
      #expect(
        purpose { () throws(FileError) in try FileOutput.write([1], to: folder + "/circle") }
          == .creation)
      #expect(
        try manager.contentsOfDirectory(atPath: folder + "/data").sorted()
          == ["new.json", "plan.json"])
    }
  }

  @Test("A file that is replaced keeps its permissions; a new one gets those of the user's mask")
  func modes() throws {
    try inFolder { folder in
      let path = folder + "/a.json"
      func mode() throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      }
      let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("Umask:") })
      let mask = try #require(
        Int(line.dropFirst(6).trimmingCharacters(in: .whitespaces), radix: 8))
      try FileOutput.write([1], to: path)
      #expect(try mode() == 0o666 & ~mask)
      for wanted in [0o640, 0o600, 0o755] {
        try FileManager.default.setAttributes([.posixPermissions: wanted], ofItemAtPath: path)
        try FileOutput.write([2], to: path)
        #expect(try mode() == wanted)
      }
    }
  }

  @Test("The longest name that a folder takes can be written")
  func longName() throws {
    try inFolder { folder in
      let path = folder + "/" + String(repeating: "n", count: 250) + ".json"
      try FileOutput.write([1, 2], to: path)
      #expect(try SourceText.read(path: path).bytes == [1, 2])
    }
  }

  @Test("An open descriptor is written to, not replaced by a file")
  func descriptor() throws {
    try inFolder { folder in
      let descriptor = open(folder + "/out", O_RDWR | O_CREAT, 0o600)
      defer { close(descriptor) }
      try FileOutput.write([7], to: "/dev/fd/\(descriptor)")
      var byte: UInt8 = 0
      #expect(pread(descriptor, &byte, 1, 0) == 1)
      #expect(byte == 7)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["out"])
    }
  }

  @Test("Whether a path can be written is found out without writing")
  func checking() throws {
    func refusal(_ path: String) -> FileError.Purpose? {
      purpose { () throws(FileError) in try FileOutput.check(path) }
    }
    try inFolder { folder in
      #expect(refusal(folder + "/a.json") == nil)
      #expect(refusal("/dev/null") == nil)
      #expect(refusal(folder) == .creation)
      #expect(refusal(folder + "/no/a.json") == .creation)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.isEmpty)
    }
  }

  @Test("A full device is a writing error")
  func full() {
    #expect(
      purpose { () throws(FileError) in try FileOutput.write([1], to: "/dev/full") } == .writing)
    #expect(purpose { () throws(FileError) in try FileOutput.write([1], to: "/dev/null") } == nil)
  }

  @Test("A folder, a missing folder and a forbidden place cannot be created")
  func creating() throws {
    try inFolder { folder in
      for path in [folder, folder + "/no/such/file", "/proc/optsolve-test"] {
        #expect(
          purpose { () throws(FileError) in try FileOutput.write([1], to: path) } == .creation)
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.isEmpty)
    }
  }

  @Test("A missing file and a folder cannot be read, and the message names them")
  func reading() throws {
    try inFolder { folder in
      for path in [folder, folder + "/missing"] {
        do throws(FileError) {
          _ = try SourceText.read(path: path)
          Issue.record("read")
        } catch {
          #expect(error.purpose == .input)
          #expect(error.description.hasPrefix(path + ": cannot read: "))
        }
      }
    }
  }

  @Test("Files whose size the system does not tell are read to their end")
  func proc() throws {
    #expect(try SourceText.read(path: "/proc/self/status").bytes.count > 100)
  }
}
