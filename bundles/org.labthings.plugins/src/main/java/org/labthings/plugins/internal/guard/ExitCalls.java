package org.labthings.plugins.internal.guard;

import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Replaces the calls in one class that would end the process by calls of a private method of that
 * class, with the same arguments, which throws.
 */
final class ExitCalls extends ClassVisitor {
    private static final String NAME = "labthings$exit";
    private static final String OF_SYSTEM = "(I)V";
    private static final String OF_RUNTIME = "(Ljava/lang/Runtime;I)V";
    private static final String MESSAGE =
            "A driver must not end the server; System.exit, Runtime.exit and Runtime.halt are"
                    + " refused";

    private final Set<String> needed = new TreeSet<>(); // descriptors
    private String self;
    private boolean isInterface;

    private ExitCalls(ClassWriter out) {
        super(Opcodes.ASM9, out);
    }

    static byte[] replace(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new ExitCalls(writer), 0);
        return writer.toByteArray();
    }

    @Override
    public void visit(
            int version, int access, String name, String sign, String parent, String[] interfaces) {
        self = name;
        isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
        super.visit(version, access, name, sign, parent, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String sign, String[] exceptions) {
        return new Calls(super.visitMethod(access, name, descriptor, sign, exceptions));
    }

    /** Descriptor of the replacement; null when the call is harmless. */
    private static String replacement(String owner, String name, String descriptor) {
        if (!descriptor.equals(OF_SYSTEM)) {
            return null;
        }
        if (owner.equals("java/lang/System") && name.equals("exit")) {
            return OF_SYSTEM;
        }
        boolean ends = name.equals("exit") || name.equals("halt");
        return owner.equals("java/lang/Runtime") && ends ? OF_RUNTIME : null;
    }

    private final class Calls extends MethodVisitor {
        Calls(MethodVisitor out) {
            super(Opcodes.ASM9, out);
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            String instead = replacement(owner, name, descriptor);
            if (instead == null) {
                super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
            } else {
                needed.add(instead);
                super.visitMethodInsn(Opcodes.INVOKESTATIC, self, NAME, instead, isInterface);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(
                String name, String descriptor, Handle bootstrap, Object... arguments) {
            Object[] guarded = arguments.clone();
            for (int i = 0; i < guarded.length; i++) {
                if (guarded[i] instanceof Handle h) { // System::exit
                    String instead = replacement(h.getOwner(), h.getName(), h.getDesc());
                    if (instead != null) {
                        needed.add(instead);
                        guarded[i] =
                                new Handle(
                                        Opcodes.H_INVOKESTATIC, self, NAME, instead, isInterface);
                    }
                }
            }
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, guarded);
        }
    }

    @Override
    public void visitEnd() {
        for (String descriptor : needed) {
            int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
            MethodVisitor m = super.visitMethod(access, NAME, descriptor, null, null);
            m.visitCode();
            m.visitTypeInsn(Opcodes.NEW, "java/lang/SecurityException");
            m.visitInsn(Opcodes.DUP);
            m.visitLdcInsn(MESSAGE);
            m.visitMethodInsn(
                    Opcodes.INVOKESPECIAL,
                    "java/lang/SecurityException",
                    "<init>",
                    "(Ljava/lang/String;)V",
                    false);
            m.visitInsn(Opcodes.ATHROW);
            m.visitMaxs(3, 2);
            m.visitEnd();
        }
        super.visitEnd();
    }
}
