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
